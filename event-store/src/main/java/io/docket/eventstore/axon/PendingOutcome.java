package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.Outcome;
import java.util.List;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * The outcome that a unit of work wants committed with its events, built once the events are known. It has no positions
 * yet: they come with {@link io.docket.eventstore.StoredOutcome#position} when the outcome is read.
 */
@FunctionalInterface
public interface PendingOutcome {
    /** Key of the unit of work's resource. */
    String RESOURCE = PendingOutcome.class.getName();

    /** The outcome of a command that caused these events. */
    Outcome of(List<EventEnvelope> events);

    /** Leaves the outcome with the unit of work, to be written with its events. */
    static void register(UnitOfWork<?> unitOfWork, PendingOutcome outcome) {
        unitOfWork.root().resources().put(RESOURCE, outcome);
    }
}
