package io.docket.eventstore.axon;

import io.docket.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The tenure in which a unit of work decides ({@link EventStore#tenure}), noted in its resources before it reads. What it
 * appends is refused if the partition was given away since, also where it only looked at what others have changed meanwhile.
 * The engine and the cache note it; who reads the store by himself does so first.
 */
public final class DecisionTenure {
    /** Key of the unit of work's resource. */
    public static final String RESOURCE = DecisionTenure.class.getName();

    private DecisionTenure() {}

    /** Notes the present tenure, unless the unit of work has noted one before; the one that is noted. */
    public static long note(EventStore store, UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().<Long>getOrComputeResource(RESOURCE, _ -> store.tenure());
    }

    /** The same for the unit of work that is current, if there is one; else the present tenure. */
    static long note(EventStore store) {
        return CurrentUnitOfWork.isStarted() ? note(store, CurrentUnitOfWork.get()) : store.tenure();
    }

    /** What a unit of work has noted; {@code null} if it has read nothing. */
    static @Nullable Long of(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getResource(RESOURCE);
    }
}
