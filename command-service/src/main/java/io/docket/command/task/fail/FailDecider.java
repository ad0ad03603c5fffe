package io.docket.command.task.fail;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.id.JobTaskId;
import java.util.List;

/**
 * Decides on a failure: by the assignee, or by somebody who manages. The engine knows failing only of a user task that it
 * has as a job.
 *
 * <pre>
 *   open ──fail-task──> failed ──incident resolved──> open
 *                         └──────left by the error──> cancelled
 * </pre>
 */
public final class FailDecider {
    private FailDecider() {}

    /** Decides on the failure; what becomes of the task, the engine tells. */
    public static List<TaskEvent> decide(TaskState state, FailTask command, DecisionContext context) {
        state.requireOpen();
        state.requireHeldBy(context);
        if (!state.ofEngine()) {
            throw Rejection.conflict("task-without-process", "no process made the task: cancel it instead");
        }
        if (!JobTaskId.isOne(command.taskId())) {
            throw Rejection.conflict(
                    "native-user-task",
                    "the engine has no failing of a native user task, only of one that is a job: "
                            + "complete it with an outcome that the process decides on");
        }
        return List.of(new TaskEvent.Failed(command.errorCode(), command.message()));
    }
}
