package io.docket.projection.timeline;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.position.Position;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of a root, such as a case, and of all that belongs to it, read back from its timeline; data that the timeline
 * leaves to the log comes from there. What a timeline does not keep of an event, its correlation and its cause, is empty,
 * and so are the bytes of its data, which nobody has to write and to read again. Data that does not fit its type is the
 * fault of its event.
 */
@ApplicationScoped
public class TimelineEvents {
    private static final byte[] NO_BYTES = {};

    private final Timelines timelines;
    private final LogRecords log;

    public TimelineEvents(Timelines timelines, LogRecords log) {
        this.timelines = timelines;
        this.log = log;
    }

    /**
     * Those that are wanted among the next so many entries, or fewer where their data is large, in the order of the log; 404
     * if there is no such root.
     *
     * @param after place of the last entry that was read before; absent for the first stretch
     */
    public Uni<Stretch> next(int count, String tenant, Subject root, @Nullable Long after, Wanted wanted) {
        return timelines.page(tenant, root, false, after, count).chain(page -> {
            List<Map<String, @Nullable Object>> entries = page.entries().stream()
                    .filter(entry ->
                            wanted.test(text(entry, "subject"), ((Number) entry.get("version")).longValue(), (Instant)
                                    entry.get("recordedAt")))
                    .toList();
            return events(tenant, root.id(), entries).map(events -> new Stretch(events, page.last()));
        });
    }

    /**
     * What a stretch of a timeline holds.
     *
     * @param events events of it
     * @param last place of its last entry, if more follow
     */
    public record Stretch(List<LogEvent> events, Optional<Long> last) {}

    private Uni<List<LogEvent>> events(String tenant, String root, List<Map<String, @Nullable Object>> entries) {
        if (entries.stream().noneMatch(entry -> entry.containsKey(TimelineProjector.OMITTED))) {
            return Uni.createFrom()
                    .item(entries.stream()
                            .map(entry -> kept(tenant, root, entry))
                            .toList());
        }
        return Multi.createFrom()
                .iterable(entries)
                .onItem()
                .transformToUniAndConcatenate(entry -> event(tenant, root, entry))
                .collect()
                .asList();
    }

    private Uni<LogEvent> event(String tenant, String root, Map<String, @Nullable Object> entry) {
        return entry.containsKey(TimelineProjector.OMITTED)
                ? log.data(position(entry))
                        .map(data -> event(tenant, root, entry, () -> EventCatalog.read(text(entry, "type"), data)))
                : Uni.createFrom().item(kept(tenant, root, entry));
    }

    private static LogEvent kept(String tenant, String root, Map<String, @Nullable Object> entry) {
        return event(tenant, root, entry, () -> keptData(text(entry, "type"), entry.get("data")));
    }

    private static Optional<DomainEvent> keptData(String type, @Nullable Object data) {
        if (data == null && EventCatalog.classOf(type).isPresent()) {
            throw new IllegalArgumentException("there is none");
        }
        return data == null ? Optional.empty() : EventCatalog.of(type, data);
    }

    private static LogEvent event(
            String tenant, String root, Map<String, @Nullable Object> entry, Supplier<Optional<DomainEvent>> data) {
        Instant recordedAt = (Instant) entry.get("recordedAt");
        Instant at = (Instant) entry.get("at");
        EventEnvelope envelope = new EventEnvelope(
                text(entry, "eventId"),
                EventEnvelope.COMMAND_SERVICE,
                text(entry, "type"),
                Subject.parse(text(entry, "subject")),
                root,
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
                NO_BYTES);
        return LogEvent.of(envelope, position(entry), data);
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
