package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.signal.SignalState;
import io.docket.contracts.event.SignalEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** An event from outside as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class SignalAggregate extends EventSourced<SignalState, SignalEvent> {
    SignalAggregate() {}

    SignalAggregate(String stream, List<? extends SignalEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<SignalState, SignalEvent> kind() {
        return SignalState.KIND;
    }
}
