package io.docket.workflow.simulation;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.workflow.events.LoggedEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One partition of the events, of the tenant {@code acme} unless another is named. */
public final class EventLog {
    private static final String TENANT = "acme";

    private final InstantSource clock;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<LoggedEvent> events = new ArrayList<>();

    public EventLog(InstantSource clock) {
        this.clock = clock;
    }

    /** What was written, in order. */
    public synchronized List<LoggedEvent> events() {
        return List.copyOf(events);
    }

    /** Those at the places, in order. */
    synchronized List<LoggedEvent> at(Collection<Position> places) {
        return places.stream()
                .map(place -> Math.toIntExact(place.offset()))
                .sorted()
                .map(events::get)
                .toList();
    }

    /** Writes an event about the entity. */
    public void append(String entity, String id, DomainEvent event) {
        append(TENANT, entity, id, event);
    }

    /** Writes an event about the entity of the tenant. */
    public synchronized void append(String tenant, String entity, String id, DomainEvent event) {
        String eventId = "e-" + events.size();
        events.add(new LoggedEvent(
                0,
                events.size(),
                new EventEnvelope(
                        eventId,
                        EventEnvelope.COMMAND_SERVICE,
                        EventCatalog.typeOf(event.getClass()),
                        new Subject(entity, id),
                        EntityId.rootOf(id),
                        clock.instant(),
                        sequences.merge(tenant + "/" + entity + "/" + id, 1L, Long::sum),
                        tenant,
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
                        Json.bytes(event))));
    }
}
