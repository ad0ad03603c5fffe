package io.docket.command.decision;

import io.docket.contracts.event.DomainEvent;
import java.util.List;

/**
 * A pure decision about one entity: events, or a {@link Rejection}. No events means that everything is already as asked.
 *
 * @param <S> state of the entity
 * @param <C> command
 * @param <E> events of the entity
 */
@FunctionalInterface
public interface Decider<S, C, E extends DomainEvent> {
    List<? extends E> decide(S state, C command, DecisionContext context);
}
