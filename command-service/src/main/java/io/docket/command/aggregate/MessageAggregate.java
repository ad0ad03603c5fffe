package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.process.message.MessageState;
import io.docket.contracts.event.MessageEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A message as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class MessageAggregate extends EventSourced<MessageState, MessageEvent> {
    MessageAggregate() {}

    MessageAggregate(String stream, List<? extends MessageEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<MessageState, MessageEvent> kind() {
        return MessageState.KIND;
    }
}
