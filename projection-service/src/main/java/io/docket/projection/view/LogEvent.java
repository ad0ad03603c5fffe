package io.docket.projection.view;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.position.Position;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log at its place.
 *
 * @param envelope everything that is known about it
 * @param position its place in the log
 * @param event its data; absent for a type that this build does not know
 */
public record LogEvent(
        EventEnvelope envelope, Position position, @Nullable DomainEvent event) {
    /** Kind of the entity that changed. */
    public String entity() {
        return envelope.subject().entity();
    }

    /** Id of the entity that changed. */
    public String id() {
        return envelope.subject().id();
    }
}
