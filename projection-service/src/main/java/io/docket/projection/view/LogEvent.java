package io.docket.projection.view;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.position.Position;
import java.util.Optional;
import java.util.function.Supplier;
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

    /**
     * An event whose data is read now; one whose data does not fit its type says so, for the views that need the data.
     *
     * @param data reads the data; empty for a type that this build does not know
     */
    public static LogEvent of(EventEnvelope envelope, Position position, Supplier<Optional<DomainEvent>> data) {
        try {
            return new LogEvent(envelope, position, data.get().orElse(null));
        } catch (RuntimeException unreadable) {
            return new LogEvent(
                    envelope, position, null, "the data is no " + envelope.type() + ": " + unreadable.getMessage());
        }
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
