package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.schedule.ScheduleState;
import io.docket.contracts.event.ScheduleEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A schedule as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class ScheduleAggregate extends EventSourced<ScheduleState, ScheduleEvent> {
    ScheduleAggregate() {}

    ScheduleAggregate(String stream, List<? extends ScheduleEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<ScheduleState, ScheduleEvent> kind() {
        return ScheduleState.KIND;
    }
}
