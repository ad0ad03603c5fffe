package io.docket.workflow.events;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;

/**
 * An event and its place in the log.
 *
 * @param partition partition of the events topic
 * @param offset offset in it
 * @param envelope the event
 */
public record LoggedEvent(int partition, long offset, EventEnvelope envelope) {
    /** Its position: {@code <partition>-<offset>}. */
    public String position() {
        return place().toString();
    }

    /** The same, to be kept. */
    public Position place() {
        return new Position(partition, offset);
    }
}
