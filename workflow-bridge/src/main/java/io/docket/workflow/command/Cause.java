package io.docket.workflow.command;

import io.docket.contracts.envelope.EventEnvelope;

/**
 * The event that a command follows from.
 *
 * @param eventId id of the event
 * @param correlationId id that it shares with everything that follows from one first command
 * @param depth length of the chain of causes with this command, from 1
 */
public record Cause(String eventId, String correlationId, int depth) {
    /** Of a command that follows from the event. */
    public static Cause of(EventEnvelope event) {
        return new Cause(event.id(), event.correlationId(), event.causationDepth() + 1);
    }

    /** As the command service reads it. */
    public String text() {
        return eventId + ";correlation=" + correlationId + ";depth=" + depth;
    }
}
