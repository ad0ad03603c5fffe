package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.record.RecordTypeState;
import io.docket.contracts.event.RecordTypeEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A record type as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class RecordTypeAggregate extends EventSourced<RecordTypeState, RecordTypeEvent> {
    RecordTypeAggregate() {}

    RecordTypeAggregate(String stream, List<? extends RecordTypeEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<RecordTypeState, RecordTypeEvent> kind() {
        return RecordTypeState.KIND;
    }
}
