package io.docket.eventstore.axon;

import io.docket.eventstore.StoredEvent;
import java.util.ArrayList;
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

    /** Adds what was committed to what the unit of work has committed before. */
    static void add(UnitOfWork<?> unitOfWork, List<StoredEvent> events) {
        List<StoredEvent> all =
                new ArrayList<>(of(unitOfWork).map(CommittedAppend::events).orElse(List.of()));
        all.addAll(events);
        unitOfWork.root().resources().put(RESOURCE, new CommittedAppend(all));
    }

    /** What the unit of work has committed; empty if it published no event. */
    public static Optional<CommittedAppend> of(UnitOfWork<?> unitOfWork) {
        return Optional.ofNullable(unitOfWork.root().getResource(RESOURCE));
    }
}
