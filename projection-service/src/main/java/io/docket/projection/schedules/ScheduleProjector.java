package io.docket.projection.schedules;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.time.CronTimes;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Folds what happens to a schedule into its document; {@code due} is its next occurrence. */
@ApplicationScoped
public class ScheduleProjector extends EntityProjector<ScheduleEvent> {
    /** Name of the view. */
    public static final String VIEW = "schedules";

    /** Its case, the empty text where there is none; a query key, as the next one. */
    static final String CASE = "#case";

    static final String DUE = "#due";

    private static final String UTC = "UTC";

    public ScheduleProjector() {
        super(VIEW, "schedule", ScheduleEvent.class);
    }

    @Override
    protected void apply(Document document, ScheduleEvent event, EventEnvelope envelope) {
        switch (event) {
            case ScheduleEvent.Created created ->
                document.set("caseId", created.caseId())
                        .set("command", created.command())
                        .set("data", PlainData.of(created.data()))
                        .set("at", PlainData.of(Json.mapper().valueToTree(created.at())))
                        .set("after", created.after())
                        .set("cron", created.cron())
                        .set("zone", created.zone())
                        .set("missed", created.missed())
                        .set("owner", envelope.actor())
                        .set("createdAt", envelope.happenedAt())
                        .set("state", "active")
                        .set("due", first(created, envelope.time()));
            case ScheduleEvent.Fired fired ->
                settled(document, fired.next())
                        .set("fired", document.number("fired") + 1)
                        .set("lastFired", fired.due().toInstant());
            case ScheduleEvent.Missed missed ->
                settled(document, missed.next()).set("leftOut", document.number("leftOut") + missed.occurrences());
            case ScheduleEvent.Rejected rejected ->
                document.set("rejections", document.number("rejections") + 1)
                        .set("lastError", rejected.detail())
                        .set("lastErrorAt", envelope.happenedAt());
            case ScheduleEvent.Cancelled() -> document.set("state", "cancelled").set("due", null);
        }
    }

    private static Document settled(Document document, @Nullable OffsetDateTime next) {
        return document.set("due", next == null ? null : next.toInstant())
                .set("state", next == null ? "ended" : document.required("state"));
    }

    private static @Nullable Instant first(ScheduleEvent.Created created, Instant since) {
        if (created.at() != null) {
            return created.at().toInstant();
        }
        if (created.after() != null) {
            return since.plus(Duration.parse(created.after()));
        }
        String zone = Objects.requireNonNullElse(created.zone(), UTC);
        return created.cron() == null
                ? null
                : CronTimes.of(created.cron(), CronTimes.zone(zone))
                        .after(since)
                        .orElse(null);
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(
                CASE.substring(1), Sortable.text(document.get("caseId")),
                DUE.substring(1), Sortable.instant(document.get("due")));
    }

    @Override
    public List<String> countedFields() {
        return List.of("version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return Map.of(Counter.stat("events", "schedule"), document.number("version"));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on(DUE),
                ViewIndex.on("createdAt"),
                ViewIndex.on("updatedAt"),
                ViewIndex.on(CASE, DUE),
                ViewIndex.on("state", DUE),
                ViewIndex.on("command", DUE),
                ViewIndex.on("owner", DUE));
    }
}
