package io.docket.command.task;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.EntityKind;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.TaskEvent;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a task.
 *
 * @param status whether it is still to be done
 * @param assignee who does it
 * @param candidateUsers users that it is offered to
 * @param candidateGroups groups that it is offered to
 * @param formKey key of the form that its result has to fit
 * @param ofEngine whether the engine made it
 */
public record TaskState(
        TaskStatus status,
        @Nullable String assignee,
        List<String> candidateUsers,
        List<String> candidateGroups,
        @Nullable String formKey,
        boolean ofEngine) {
    /** Tasks. */
    public static final EntityKind<TaskState, TaskEvent> KIND =
            new EntityKind<>("task", TaskEvent.class, TaskState::evolve);

    /** Rejects if the task is failed, completed or cancelled. */
    public void requireOpen() {
        if (status == TaskStatus.FAILED) {
            throw Rejection.conflict("task-failed", "the task has failed: resolve the incident of its process first");
        }
        requireUnfinished();
    }

    /** Rejects if the task is completed or cancelled. */
    public void requireUnfinished() {
        if (status.isEnd()) {
            throw Rejection.conflict("task-" + status, "the task is " + status);
        }
    }

    /** True if the caller is the engine and tells something of a task of its own that is over: it changes nothing any more. */
    public boolean isOverFor(DecisionContext context) {
        return ofEngine && status.isEnd() && context.isEngine();
    }

    /** Rejects if nobody has the task, or somebody else has it and the caller does not manage. */
    public void requireHeldBy(DecisionContext context) {
        if (assignee == null) {
            throw Rejection.conflict("not-claimed", "nobody has claimed the task");
        }
        if (!assignee.equals(context.actor()) && !context.manages()) {
            throw Rejection.forbidden("the task is assigned to " + assignee);
        }
    }

    /** True if the task is offered to everybody, or to the actor. */
    public boolean isOfferedTo(DecisionContext context) {
        return (candidateUsers.isEmpty() && candidateGroups.isEmpty())
                || candidateUsers.contains(context.actor())
                || !Collections.disjoint(candidateGroups, context.groups());
    }

    private static TaskState evolve(@Nullable TaskState before, TaskEvent event, String actor) {
        if (event instanceof TaskEvent.Created created) {
            return new TaskState(
                    TaskStatus.OPEN,
                    created.assignee(),
                    created.candidateUsers(),
                    created.candidateGroups(),
                    created.formKey(),
                    created.engineKey() != null);
        }
        if (before == null) {
            throw new IllegalStateException("the history of a task starts with " + event);
        }
        return switch (event) {
            case TaskEvent.Created created -> throw new IllegalStateException("created twice: " + created);
            case TaskEvent.Claimed claimed -> before.heldBy(claimed.assignee());
            case TaskEvent.Released _ -> before.heldBy(null);
            case TaskEvent.Assigned assigned -> before.heldBy(assigned.assignee());
            case TaskEvent.DraftSaved _ -> before;
            case TaskEvent.Failed _ -> before.in(TaskStatus.FAILED);
            case TaskEvent.Resumed _ -> before.in(TaskStatus.OPEN);
            case TaskEvent.Completed _ -> before.in(TaskStatus.COMPLETED);
            case TaskEvent.Cancelled _ -> before.in(TaskStatus.CANCELLED);
        };
    }

    private TaskState heldBy(@Nullable String user) {
        return new TaskState(status, user, candidateUsers, candidateGroups, formKey, ofEngine);
    }

    private TaskState in(TaskStatus next) {
        return new TaskState(next, assignee, candidateUsers, candidateGroups, formKey, ofEngine);
    }
}
