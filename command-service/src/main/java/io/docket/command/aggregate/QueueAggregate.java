package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.queue.QueueState;
import io.docket.contracts.event.QueueEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A queue as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class QueueAggregate extends EventSourced<QueueState, QueueEvent> {
    QueueAggregate() {}

    QueueAggregate(String stream, List<? extends QueueEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<QueueState, QueueEvent> kind() {
        return QueueState.KIND;
    }
}
