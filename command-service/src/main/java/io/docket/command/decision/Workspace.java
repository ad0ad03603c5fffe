package io.docket.command.decision;

import io.docket.contracts.event.DomainEvent;
import java.util.List;
import java.util.Optional;

/** The entities of a tenant as one command sees and changes them: all changes are committed together, or none. */
public interface Workspace {
    /** The entity, if it exists. */
    <S, E extends DomainEvent> Optional<Entity<S, E>> find(EntityKind<S, E> kind, String id);

    /** The entity. Rejects with "not found" if it does not exist. */
    <S, E extends DomainEvent> Entity<S, E> load(EntityKind<S, E> kind, String id);

    /** Makes a new entity. Rejects with "already exists" if there is one. */
    <S, E extends DomainEvent> void create(EntityKind<S, E> kind, String id, List<? extends E> events);

    /** The next events of an entity, which they make if there is none. */
    default <S, E extends DomainEvent> void define(EntityKind<S, E> kind, String id, List<? extends E> events) {
        find(kind, id).ifPresentOrElse(known -> known.apply(events), () -> create(kind, id, events));
    }
}
