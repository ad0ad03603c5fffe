package io.docket.command.aggregate;

import io.docket.command.casetype.CaseTypeState;
import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.CaseTypeEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A case type as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class CaseTypeAggregate extends EventSourced<CaseTypeState, CaseTypeEvent> {
    CaseTypeAggregate() {}

    CaseTypeAggregate(String stream, List<? extends CaseTypeEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<CaseTypeState, CaseTypeEvent> kind() {
        return CaseTypeState.KIND;
    }
}
