package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.template.TemplateState;
import io.docket.contracts.event.TemplateEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A template as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class TemplateAggregate extends EventSourced<TemplateState, TemplateEvent> {
    TemplateAggregate() {}

    TemplateAggregate(String stream, List<? extends TemplateEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<TemplateState, TemplateEvent> kind() {
        return TemplateState.KIND;
    }
}
