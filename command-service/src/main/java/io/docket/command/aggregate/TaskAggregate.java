package io.docket.command.aggregate;

import io.docket.command.decision.EntityKind;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.TaskEvent;
import java.util.List;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/** A task as an Axon aggregate. */
@AggregateRoot
@Revision("1")
final class TaskAggregate extends EventSourced<TaskState, TaskEvent> {
    TaskAggregate() {}

    TaskAggregate(String stream, List<? extends TaskEvent> events) {
        super(stream, events);
    }

    @Override
    EntityKind<TaskState, TaskEvent> kind() {
        return TaskState.KIND;
    }
}
