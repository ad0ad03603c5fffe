package io.docket.command.task.claim;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.TaskEvent;
import java.util.List;
import java.util.Objects;

/** Decides on who does a task. */
public final class ClaimDecider {
    private ClaimDecider() {}

    /** Decides on a claim: the task is free, and offered to the actor. */
    public static List<TaskEvent> decide(TaskState state, ClaimTask command, DecisionContext context) {
        state.requireOpen();
        String actor = context.actor();
        if (actor.equals(state.assignee())) {
            return List.of();
        }
        if (state.assignee() != null) {
            throw Rejection.conflict("already-claimed", "the task is assigned to " + state.assignee());
        }
        if (!state.isOfferedTo(context) && !context.manages()) {
            throw Rejection.forbidden("the task is not offered to " + actor);
        }
        return List.of(new TaskEvent.Claimed(actor));
    }

    /** Decides on a release: by the assignee, or by somebody who manages. */
    public static List<TaskEvent> decide(TaskState state, ReleaseTask command, DecisionContext context) {
        state.requireOpen();
        state.requireHeldBy(context);
        return List.of(new TaskEvent.Released(Objects.requireNonNull(state.assignee())));
    }

    /** Decides on an assignment; the same again, as the engine tells it back, changes nothing. */
    public static List<TaskEvent> decide(TaskState state, AssignTask command, DecisionContext context) {
        if (state.isOverFor(context)) {
            return List.of();
        }
        state.requireUnfinished();
        if (Objects.equals(state.assignee(), command.assignee())) {
            return List.of();
        }
        return List.of(new TaskEvent.Assigned(command.assignee(), state.assignee()));
    }
}
