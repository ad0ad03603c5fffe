package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.notification.NotificationState;
import io.docket.contracts.event.NotificationEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A notification as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class NotificationAggregate extends EventSourced<NotificationState, NotificationEvent> {
    NotificationAggregate() {}

    NotificationAggregate(String stream, List<? extends NotificationEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<NotificationState, NotificationEvent> kind() {
        return NotificationState.KIND;
    }
}
