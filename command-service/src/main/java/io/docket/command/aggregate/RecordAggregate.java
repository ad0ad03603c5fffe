package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.record.RecordState;
import io.docket.contracts.event.RecordEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;

/** A record as an Axon aggregate. */
@AggregateRoot
final class RecordAggregate extends EventSourced<RecordState, RecordEvent> {
    RecordAggregate() {}

    RecordAggregate(String stream, List<? extends RecordEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<RecordState, RecordEvent> kind() {
        return RecordState.KIND;
    }
}
