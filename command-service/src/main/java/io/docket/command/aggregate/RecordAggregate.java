package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.record.RecordState;
import io.docket.contracts.event.RecordEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A record as an Axon aggregate. */
@AggregateRoot
@Revision("1")
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
