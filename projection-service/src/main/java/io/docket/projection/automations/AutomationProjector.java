package io.docket.projection.automations;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds what happens to an automation into its document: its last definition, its revisions, and what became of its runs. The
 * digest of a token is not shown; where to call is.
 */
@ApplicationScoped
public class AutomationProjector extends EntityProjector<AutomationEvent> {
    /** Name of the view. */
    public static final String VIEW = "automations";

    /** The name whatever its case; a query key, as the next one. */
    static final String NAME = "#name";

    /** What makes it run. */
    static final String TRIGGER = "#trigger";

    /** Runs that are shown, the last ones. */
    static final int RECENT = 20;

    /** Revisions that are shown, the last ones. */
    static final int REVISIONS = 50;

    private static final List<String> TRIGGERS = List.of("event", "webhook", "cron");

    public AutomationProjector() {
        super(VIEW, "automation", AutomationEvent.class);
    }

    @Override
    protected void apply(Document document, AutomationEvent event, EventEnvelope envelope) {
        switch (event) {
            case AutomationEvent.Defined defined -> define(document, defined, envelope);
            case AutomationEvent.Enabled enabled ->
                document.set("state", "enabled").set("scheduleId", enabled.scheduleId());
            case AutomationEvent.Disabled() -> document.set("state", "disabled").set("scheduleId", null);
            case AutomationEvent.Retired() -> document.set("state", "retired").set("scheduleId", null);
            case AutomationEvent.Triggered _ -> document.set("lastTriggeredAt", envelope.happenedAt());
            case AutomationEvent.Fired fired -> {
                count(document, "runs").set("lastRunAt", envelope.happenedAt());
                told(document, "fired", fired.eventId(), null, null, envelope);
            }
            case AutomationEvent.Failed failed -> {
                count(count(document, "runs"), "failures").set("lastRunAt", envelope.happenedAt());
                told(document, "failed", failed.eventId(), null, failed.detail(), envelope);
            }
            case AutomationEvent.Rejected rejected -> {
                count(document, "failures");
                told(document, "rejected", rejected.eventId(), rejected.code(), rejected.detail(), envelope);
            }
            case AutomationEvent.Refused refused -> {
                count(document, "refusals");
                told(document, "refused", refused.eventId(), refused.limit(), refused.detail(), envelope);
            }
        }
    }

    private static void define(Document document, AutomationEvent.Defined defined, EventEnvelope envelope) {
        document.set("revision", defined.revision())
                .set("name", defined.name())
                .set("trigger", trigger(defined.trigger(), envelope))
                .set("condition", defined.condition())
                .set("command", defined.command())
                .set("data", PlainData.of(defined.data()))
                .set("quota", PlainData.of(Json.mapper().valueToTree(defined.quota())))
                .set("maxDepth", (long) defined.maxDepth())
                .set("scheduleId", defined.scheduleId())
                .set("definedBy", envelope.actor())
                .set("definedAt", envelope.happenedAt());
        if (document.get("state") == null) {
            document.set("state", "enabled");
        }
        Map<String, @Nullable Object> revision = new LinkedHashMap<>();
        revision.put("revision", defined.revision());
        revision.put("actor", envelope.actor());
        revision.put("at", envelope.happenedAt());
        append(document, "revisions", revision, REVISIONS);
    }

    private static Map<String, @Nullable Object> trigger(AutomationEvent.Trigger trigger, EventEnvelope envelope) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        if (trigger.event() != null) {
            shown.put("event", PlainData.of(trigger.event()));
        }
        if (trigger.cron() != null) {
            shown.put("cron", PlainData.of(Json.mapper().valueToTree(trigger.cron())));
        }
        if (trigger.webhook() != null) {
            shown.put(
                    "webhook",
                    Map.of(
                            "path",
                            "/api/hooks/" + envelope.tenant() + "/"
                                    + envelope.subject().id()));
        }
        return shown;
    }

    private static void told(
            Document document,
            String result,
            String eventId,
            @Nullable String code,
            @Nullable String detail,
            EventEnvelope envelope) {
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("result", result);
        run.put("eventId", eventId);
        run.put("at", envelope.happenedAt());
        if (code != null) {
            run.put("code", code);
        }
        if (detail != null) {
            run.put("detail", detail);
            document.set("lastError", run);
        }
        append(document, "recentRuns", run, RECENT);
    }

    private static void append(Document document, String field, Map<String, @Nullable Object> element, int most) {
        List<Object> longer = new ArrayList<>(document.list(field));
        longer.add(element);
        document.set(
                field,
                longer.size() > most ? List.copyOf(longer.subList(longer.size() - most, longer.size())) : longer);
    }

    private static Document count(Document document, String field) {
        return document.set(field, document.number(field) + 1);
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        Map<String, @Nullable Object> trigger = document.object("trigger");
        return Map.of(
                NAME.substring(1),
                Sortable.folded(document.get("name")),
                TRIGGER.substring(1),
                TRIGGERS.stream().filter(trigger::containsKey).findFirst().orElse(""));
    }

    @Override
    public List<String> countedFields() {
        return List.of("version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return Map.of(Counter.stat("events", "automation"), document.number("version"));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on("id"),
                ViewIndex.on(NAME),
                ViewIndex.on("updatedAt"),
                ViewIndex.on("state", "id"),
                ViewIndex.on(TRIGGER, "id"));
    }
}
