package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.mail.MailState;
import io.docket.contracts.event.MailEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** An e-mail as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class MailAggregate extends EventSourced<MailState, MailEvent> {
    MailAggregate() {}

    MailAggregate(String stream, List<? extends MailEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<MailState, MailEvent> kind() {
        return MailState.KIND;
    }
}
