package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.process.message.MessageState;
import io.docket.contracts.event.MessageEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;

/** A message as an Axon aggregate. */
@AggregateRoot
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
