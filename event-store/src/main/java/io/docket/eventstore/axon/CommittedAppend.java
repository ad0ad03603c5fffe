package io.docket.eventstore.axon;

import io.docket.eventstore.StoredEvent;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What a unit of work has committed to the log, left in its resources.
 *
 * @param events the events in order, with their positions
 */
public record CommittedAppend(List<StoredEvent> events) {
    /** Key of the unit of work's resource. */
    public static final String RESOURCE = CommittedAppend.class.getName();

    public CommittedAppend {
        events = List.copyOf(events);
    }

    /** What the unit of work has committed; empty if it published no event. */
    public static Optional<CommittedAppend> of(UnitOfWork<?> unitOfWork) {
        return Optional.ofNullable(unitOfWork.root().getResource(RESOURCE));
    }
}
