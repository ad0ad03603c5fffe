package io.docket.command.aggregate;

import io.docket.command.casework.CaseState;
import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.CaseEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A case as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class CaseAggregate extends EventSourced<CaseState, CaseEvent> {
    CaseAggregate() {}

    CaseAggregate(String stream, List<? extends CaseEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<CaseState, CaseEvent> kind() {
        return CaseState.KIND;
    }
}
