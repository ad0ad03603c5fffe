package io.docket.command.task.complete;

import io.docket.command.decision.DecisionContext;
import io.docket.command.interim.InterimData;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.TaskEvent;
import java.util.List;

/** Decides on work on a task: by its assignee, or by somebody who manages. */
public final class CompleteDecider {
    private CompleteDecider() {}

    /** Decides on a draft. */
    public static List<TaskEvent> decide(TaskState state, SaveTaskDraft command, DecisionContext context) {
        state.requireOpen();
        state.requireHeldBy(context);
        return List.of(new TaskEvent.DraftSaved(command.data()));
    }

    /** Decides on the completion; the engine may complete what nobody has claimed. A form must be what was brought. */
    public static List<TaskEvent> decide(
            TaskState state, CompleteTask command, DecisionContext context, InterimData interim) {
        state.requireOpen();
        if (!context.isEngine()) {
            state.requireHeldBy(context);
        }
        if (command.form() != null) {
            interim.require(InterimData.Use.COMPLETE_TASK, command.taskId(), command.form());
        }
        return List.of(new TaskEvent.Completed(command.data(), command.form()));
    }

    /** Decides on the cancellation. */
    public static List<TaskEvent> decide(TaskState state, CancelTask command, DecisionContext context) {
        state.requireOpen();
        return List.of(new TaskEvent.Cancelled());
    }
}
