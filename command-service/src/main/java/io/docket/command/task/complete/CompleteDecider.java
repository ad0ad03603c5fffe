package io.docket.command.task.complete;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.docket.command.decision.DecisionContext;
import io.docket.command.form.FormVersion;
import io.docket.command.form.Forms;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.id.EntityId;
import java.util.List;
import java.util.Optional;

/** Decides on work on a task: by its assignee, or by somebody who manages. */
public final class CompleteDecider {
    private CompleteDecider() {}

    /** Decides on a draft. */
    public static List<TaskEvent> decide(TaskState state, SaveTaskDraft command, DecisionContext context) {
        state.requireOpen();
        state.requireHeldBy(context);
        return List.of(new TaskEvent.DraftSaved(command.data()));
    }

    /**
     * Decides on the completion: the result fits the form of the task, if one is defined under its key. The engine may
     * complete what nobody has claimed, and what it has completed is not refused any more.
     */
    public static List<TaskEvent> decide(TaskState state, CompleteTask command, DecisionContext context, Forms forms) {
        state.requireOpen();
        if (!context.isEngine()) {
            state.requireHeldBy(context);
            form(state, context, forms)
                    .ifPresent(form -> form.requireValid(
                            command.data() == null ? JsonNodeFactory.instance.objectNode() : command.data()));
        }
        return List.of(new TaskEvent.Completed(command.data()));
    }

    private static Optional<FormVersion> form(TaskState state, DecisionContext context, Forms forms) {
        return Optional.ofNullable(state.formKey())
                .filter(EntityId::isRoot)
                .flatMap(key -> forms.current(context.tenant(), key));
    }

    /** Decides on the cancellation. */
    public static List<TaskEvent> decide(TaskState state, CancelTask command, DecisionContext context) {
        state.requireOpen();
        return List.of(new TaskEvent.Cancelled());
    }
}
