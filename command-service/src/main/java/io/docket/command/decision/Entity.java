package io.docket.command.decision;

import io.docket.contracts.event.DomainEvent;
import java.util.List;

/**
 * An existing entity as one command sees and changes it.
 *
 * @param <S> state
 * @param <E> events
 */
public interface Entity<S, E extends DomainEvent> {
    /** Its state, with the events that this command already applied. */
    S state();

    /** Adds events; they are committed together when the command is done. */
    void apply(List<? extends E> events);
}
