package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.process.ProcessState;
import io.docket.contracts.event.ProcessEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A process instance as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class ProcessAggregate extends EventSourced<ProcessState, ProcessEvent> {
    ProcessAggregate() {}

    ProcessAggregate(String stream, List<? extends ProcessEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<ProcessState, ProcessEvent> kind() {
        return ProcessState.KIND;
    }
}
