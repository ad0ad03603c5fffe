package io.docket.projection.timeline;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of a case and of all that belongs to it, read back from its timeline; data that the timeline leaves to the log
 * comes from there. What a timeline does not keep of an event, its correlation and its cause, is empty.
 */
@ApplicationScoped
public class TimelineEvents {
    private final Timelines timelines;
    private final LogRecords log;

    public TimelineEvents(Timelines timelines, LogRecords log) {
        this.timelines = timelines;
        this.log = log;
    }

    /** The first so many of them, in the order of the log; 404 if there is no such case. */
    public Uni<List<LogEvent>> first(int count, String tenant, String caseId) {
        return first(count, tenant, caseId, (subject, version, recordedAt) -> true);
    }

    /** Those that are wanted among the first so many, in the order of the log; 404 if there is no such case. */
    public Uni<List<LogEvent>> first(int count, String tenant, String caseId, Wanted wanted) {
        return timelines
                .page(tenant, caseId, false, null, count)
                .map(page -> page.entries().stream()
                        .filter(entry -> wanted.test(
                                text(entry, "subject"), ((Number) entry.get("version")).longValue(), (Instant)
                                        entry.get("recordedAt")))
                        .toList())
                .chain(entries -> events(tenant, caseId, entries));
    }

    private Uni<List<LogEvent>> events(String tenant, String caseId, List<Map<String, @Nullable Object>> entries) {
        if (entries.stream().noneMatch(entry -> entry.containsKey(TimelineProjector.OMITTED))) {
            return Uni.createFrom()
                    .item(entries.stream()
                            .map(entry -> event(tenant, caseId, entry, position(entry), Json.bytes(entry.get("data"))))
                            .toList());
        }
        return Multi.createFrom()
                .iterable(entries)
                .onItem()
                .transformToUniAndConcatenate(entry -> event(tenant, caseId, entry))
                .collect()
                .asList();
    }

    private Uni<LogEvent> event(String tenant, String caseId, Map<String, @Nullable Object> entry) {
        Position position = position(entry);
        return entry.containsKey(TimelineProjector.OMITTED)
                ? log.data(position).map(data -> event(tenant, caseId, entry, position, data))
                : Uni.createFrom().item(event(tenant, caseId, entry, position, Json.bytes(entry.get("data"))));
    }

    private static LogEvent event(
            String tenant, String caseId, Map<String, @Nullable Object> entry, Position position, byte[] data) {
        Instant recordedAt = (Instant) entry.get("recordedAt");
        Instant at = (Instant) entry.get("at");
        String type = text(entry, "type");
        EventEnvelope envelope = new EventEnvelope(
                text(entry, "eventId"),
                EventEnvelope.COMMAND_SERVICE,
                type,
                Subject.parse(text(entry, "subject")),
                caseId,
                recordedAt,
                ((Number) entry.get("version")).longValue(),
                tenant,
                text(entry, "actor"),
                (String) entry.get("submitter"),
                text(entry, "commandId"),
                "",
                "",
                0,
                null,
                null,
                at.equals(recordedAt) ? null : at.atOffset(ZoneOffset.UTC),
                (String) entry.get("reason"),
                data);
        return new LogEvent(envelope, position, EventCatalog.read(type, data).orElse(null));
    }

    private static Position position(Map<String, @Nullable Object> entry) {
        return Position.parse(text(entry, "position"));
    }

    private static String text(Map<String, @Nullable Object> entry, String field) {
        return String.valueOf(entry.get(field));
    }

    /** Says which events are wanted, before their data is looked at. */
    @FunctionalInterface
    public interface Wanted {
        /** True if the event of this subject is wanted. */
        boolean test(String subject, long version, Instant recordedAt);
    }
}
