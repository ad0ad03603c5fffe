package io.docket.command.decision;

import io.docket.contracts.event.DomainEvent;

/**
 * A kind of entity: its name in subjects and how its state follows from its events.
 *
 * @param <S> state that decisions see
 * @param <E> its events
 * @param name kebab-case name: {@code case}, {@code task}, ...
 * @param event class of its events
 * @param evolution state after an event
 */
public record EntityKind<S, E extends DomainEvent>(String name, Class<E> event, Evolution<S, E> evolution) {}
