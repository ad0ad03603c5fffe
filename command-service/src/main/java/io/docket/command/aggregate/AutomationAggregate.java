package io.docket.command.aggregate;

import io.docket.command.automation.AutomationState;
import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.AutomationEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** An automation as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class AutomationAggregate extends EventSourced<AutomationState, AutomationEvent> {
    AutomationAggregate() {}

    AutomationAggregate(String stream, List<? extends AutomationEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<AutomationState, AutomationEvent> kind() {
        return AutomationState.KIND;
    }
}
