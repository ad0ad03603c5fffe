package io.docket.eventstore.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;

/**
 * One step, from a version of an event type to the next. One event becomes one event: its sequence is a version of its
 * entity, and its position is where a reader goes on, so it can neither be split nor left out.
 *
 * @param from the version that it takes
 * @param step what it does
 */
public record Upcaster(EventType from, Step step) {
    /** The change of the data, a pure function: same event, same result, on every instance and at any time. */
    @FunctionalInterface
    public interface Step {
        /**
         * The data as the next version has it.
         *
         * @param data data of the event, may be changed
         * @param event the event with its envelope, as it is stored but for the steps before this one
         */
        JsonNode upcast(JsonNode data, EventEnvelope event);
    }

    /** A step from {@code <name>.v<version>} to {@code <name>.v<version + 1>}. */
    public static Upcaster of(String name, int version, Step step) {
        return new Upcaster(new EventType(name, version), step);
    }
}
