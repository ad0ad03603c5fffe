package io.docket.command.submit;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.id.EntityId;

/**
 * The entity that a command is about.
 *
 * @param entity its kind
 * @param id its id
 */
public record Target(String entity, String id) {
    /** True if it is this entity. */
    public boolean is(EntityKind<?, ?> kind, String otherId) {
        return kind.name().equals(entity) && otherId.equals(id);
    }

    /** Id that decides the partition. */
    public String root() {
        return EntityId.rootOf(id);
    }

    @Override
    public String toString() {
        return entity + " " + id;
    }
}
