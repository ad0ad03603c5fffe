package io.docket.command.decision;

import io.docket.contracts.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * The only place where a state changes: the state after an event.
 *
 * @param <S> state
 * @param <E> events
 */
@FunctionalInterface
public interface Evolution<S, E extends DomainEvent> {
    /**
     * The state after the event.
     *
     * @param state state before it; {@code null} before the first event
     * @param event what happened
     * @param actor whose action it was
     */
    S evolve(@Nullable S state, E event, String actor);
}
