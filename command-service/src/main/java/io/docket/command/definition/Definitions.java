package io.docket.command.definition;

import java.util.Optional;

/**
 * Where definitions of one kind are read.
 *
 * @param <D> what defines a version
 */
public interface Definitions<D> {
    /**
     * The version that is current now; 0 if there is no such definition.
     *
     * @throws io.docket.eventstore.EventStoreException if nobody can tell now
     */
    long current(String tenant, String id);

    /**
     * A version, which never changes.
     *
     * @throws io.docket.eventstore.EventStoreException if it cannot be read now
     */
    Optional<D> version(String tenant, String id, long version);
}
