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
 * @param event its data; absent for a type that this build does not know, and where it cannot be read
 * @param fault why the data of a known type cannot be read; absent if it can
 */
public record LogEvent(
        EventEnvelope envelope,
        Position position,
        @Nullable DomainEvent event,
        @Nullable String fault) {
    /** An event whose data could be read, or is of a type that this build does not know. */
    public LogEvent(EventEnvelope envelope, Position position, @Nullable DomainEvent event) {
        this(envelope, position, event, null);
    }

    /** Kind of the entity that changed. */
    public String entity() {
        return envelope.subject().entity();
    }

    /** Id of the entity that changed. */
    public String id() {
        return envelope.subject().id();
    }
}
