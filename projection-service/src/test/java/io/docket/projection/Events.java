package io.docket.projection;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.projection.view.LogEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a log: each event gets the next offset of the partition and the next version of its entity. */
public final class Events {
    /** When the first event was recorded; each later one a second after. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final String tenant;
    private final int partition;
    private final Map<String, Long> versions = new HashMap<>();
    private long offset;
    private long behind;

    public Events(String tenant, int partition) {
        this.tenant = tenant;
        this.partition = partition;
    }

    /** A log that goes on behind these events, which are all of one partition and tenant. */
    public static Events after(List<LogEvent> events) {
        LogEvent last = events.getLast();
        Events log = new Events(last.envelope().tenant(), last.position().partition());
        log.offset = last.position().offset() + 1;
        events.forEach(event -> log.versions.put(
                event.entity() + '/' + event.id(), event.envelope().sequence()));
        return log;
    }

    /** The next event. */
    public LogEvent next(String entity, String id, String actor, DomainEvent event) {
        return next(entity, id, actor, EventCatalog.typeOf(event.getClass()), Json.bytes(event), event);
    }

    /** The next event of any type. */
    public LogEvent next(
            String entity, String id, String actor, String type, byte[] data, @Nullable DomainEvent event) {
        long version = versions.merge(entity + '/' + id, 1L, Long::sum);
        long at = offset++;
        EventEnvelope envelope = new EventEnvelope(
                "event-" + partition + '-' + at,
                EventEnvelope.COMMAND_SERVICE,
                type,
                new Subject(entity, id),
                EntityId.rootOf(id),
                START.plusSeconds(at - behind),
                version,
                tenant,
                actor,
                null,
                "command-" + at,
                "correlation",
                "cause",
                0,
                null,
                null,
                null,
                null,
                data);
        return new LogEvent(envelope, new Position(partition, at), event);
    }

    /** From now on a clock that is so far behind times the events, as one of another instance may be. */
    public void setClockBack(long seconds) {
        behind += seconds;
    }

    /** Leaves out an offset, as the end of a transaction does. */
    public void skipOffset() {
        offset++;
    }
}
