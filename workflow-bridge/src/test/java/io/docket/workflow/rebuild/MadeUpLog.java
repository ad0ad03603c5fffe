package io.docket.workflow.rebuild;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.record.EngineRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** A log of one partition that is made as it is read: nobody but its reader holds anything of it. All of it was handled. */
final class MadeUpLog implements Logs {
    static final String TENANT = "acme";
    static final Instant TIME = Instant.parse("2030-01-01T00:00:00Z");

    private final long length;
    private final LongFunction<LoggedEvent> events;

    /**
     * A log.
     *
     * @param events makes the event at an offset
     */
    MadeUpLog(long length, LongFunction<LoggedEvent> events) {
        this.length = length;
        this.events = events;
    }

    /** An event at the offset, the first of its entity. */
    static LoggedEvent event(long offset, String entity, String id, DomainEvent event) {
        return event(offset, entity, id, 1, event);
    }

    static LoggedEvent event(long offset, String entity, String id, long sequence, DomainEvent event) {
        String eventId = idOf(offset);
        return new LoggedEvent(
                0,
                offset,
                new EventEnvelope(
                        eventId,
                        EventEnvelope.COMMAND_SERVICE,
                        EventCatalog.typeOf(event.getClass()),
                        new Subject(entity, id),
                        EntityId.rootOf(id),
                        TIME.plusSeconds(offset),
                        sequence,
                        new String(TENANT.toCharArray()),
                        "anna",
                        null,
                        eventId,
                        eventId,
                        eventId,
                        0,
                        null,
                        null,
                        null,
                        null,
                        Json.bytes(event)));
    }

    /** Id of the event at the offset. */
    static String idOf(long offset) {
        return new UUID(0, offset).toString();
    }

    @Override
    public void events(Consumer<LoggedEvent> reader) {
        LongStream.range(0, length).mapToObj(events).forEach(reader);
    }

    @Override
    public void eventsAt(Collection<Position> places, Consumer<LoggedEvent> reader) {
        places.stream().mapToLong(Position::offset).sorted().mapToObj(events).forEach(reader);
    }

    @Override
    public void engineRecords(Consumer<EngineRecord> reader) {}

    @Override
    public long engineEnd() {
        return 0;
    }

    @Override
    public Map<Integer, Long> handledOffsets() {
        return Map.of(0, length);
    }
}
