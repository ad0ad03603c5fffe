package io.docket.command.casetype.stored;

import io.docket.contracts.event.CaseTypeEvent.Defined;
import java.util.Optional;

/** Where definitions of case types are read. */
public interface Definitions {
    /**
     * The version that is current now; 0 if the case type is not defined.
     *
     * @throws io.docket.eventstore.EventStoreException if nobody can tell now
     */
    long current(String tenant, String id);

    /**
     * A version, which never changes.
     *
     * @throws io.docket.eventstore.EventStoreException if it cannot be read now
     */
    Optional<Defined> version(String tenant, String id, long version);
}
