package io.docket.eventstore.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.UnreadableEventException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The steps of all event types, chained: an event goes from one version to the next until there is no further step. */
public final class Upcasters {
    private final Map<String, Upcaster> byType;

    private Upcasters(Map<String, Upcaster> byType) {
        this.byType = Map.copyOf(byType);
    }

    /**
     * A chain of these steps, in any order.
     *
     * @throws IllegalArgumentException if two of them take the same version of a type
     */
    public static Upcasters of(Upcaster... steps) {
        Map<String, Upcaster> byType = new HashMap<>();
        for (Upcaster step : steps) {
            if (byType.put(step.from().toString(), step) != null) {
                throw new IllegalArgumentException("two steps from " + step.from());
            }
        }
        return new Upcasters(byType);
    }

    /**
     * The event in the newest version of its type.
     *
     * @throws UnreadableEventException if a step cannot take the event
     */
    public EventEnvelope upcast(EventEnvelope event) {
        EventEnvelope current = event;
        Optional<Upcaster> next = step(current);
        while (next.isPresent()) {
            current = apply(next.get(), current);
            next = step(current);
        }
        return current;
    }

    private Optional<Upcaster> step(EventEnvelope event) {
        return Optional.ofNullable(byType.get(event.type()));
    }

    private static EventEnvelope apply(Upcaster step, EventEnvelope event) {
        try {
            JsonNode data = step.step().upcast(Json.tree(event.data()), event);
            return event.with(step.from().next().toString(), Json.bytes(data));
        } catch (RuntimeException e) {
            throw new UnreadableEventException(
                    StreamId.of(event) + " " + event.sequence(),
                    event.type(),
                    "the step to the next version failed: " + e.getMessage(),
                    e);
        }
    }
}
