package io.docket.contracts.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a queue of cases. Entity {@code queue}; its version is the sequence of the event. */
public sealed interface QueueEvent extends DomainEvent {
    /**
     * A version of the queue was defined.
     *
     * @param name name for people
     * @param description what belongs into it
     * @param groups groups that work on it
     */
    record Defined(
            String name,
            @Nullable String description,
            @Nullable List<String> groups) implements QueueEvent {}
}
