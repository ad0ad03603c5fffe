package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.form.FormState;
import io.docket.contracts.event.FormEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A form as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class FormAggregate extends EventSourced<FormState, FormEvent> {
    FormAggregate() {}

    FormAggregate(String stream, List<? extends FormEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<FormState, FormEvent> kind() {
        return FormState.KIND;
    }
}
