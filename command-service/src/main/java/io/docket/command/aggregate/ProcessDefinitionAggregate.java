package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.process.deploy.ProcessDefinitionState;
import io.docket.contracts.event.ProcessDefinitionEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A process definition as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class ProcessDefinitionAggregate extends EventSourced<ProcessDefinitionState, ProcessDefinitionEvent> {
    ProcessDefinitionAggregate() {}

    ProcessDefinitionAggregate(String stream, List<? extends ProcessDefinitionEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<ProcessDefinitionState, ProcessDefinitionEvent> kind() {
        return ProcessDefinitionState.KIND;
    }
}
