package io.docket.command.task.complete;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.form.FormVersion;
import io.docket.command.form.Forms;
import io.docket.command.interim.InterimData;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.TaskEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * Decides on the completion: the result fits the form of the task, if one is defined under its key; where it is interim
     * data, that is what was brought, and fits the form together with what is inline. The engine may complete what nobody
     * has claimed, and what it has completed is not refused any more: without a result, of a task of its own that is over,
     * it is nothing new.
     */
    public static List<TaskEvent> decide(
            TaskState state, CompleteTask command, DecisionContext context, Forms forms, InterimData interim) {
        if (state.isOverFor(context) && command.data() == null && command.form() == null) {
            return List.of();
        }
        if (context.isEngine()) {
            state.requireUnfinished();
        } else {
            state.requireOpen();
            state.requireHeldBy(context);
        }
        JsonNode brought = command.form() == null
                ? JsonNodeFactory.instance.objectNode()
                : interim.require(InterimData.Use.COMPLETE_TASK, command.taskId(), command.form(), context.commandId())
                        .data();
        Optional<FormVersion> form =
                context.isEngine() ? Optional.empty() : forms.ofKey(context.tenant(), state.formKey());
        form.ifPresent(version -> version.requireValid(whole(brought, command.data())));
        return List.of(new TaskEvent.Completed(
                command.data(), command.form(), form.map(FormVersion::reference).orElse(null)));
    }

    /** Interim data and what is inline, each member in one of them. */
    private static JsonNode whole(JsonNode brought, @Nullable JsonNode inline) {
        if (!(brought instanceof ObjectNode form) || !(inline instanceof ObjectNode given)) {
            return brought;
        }
        ObjectNode whole = form.deepCopy();
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            if (form.has(member.getKey())) {
                throw Rejection.invalid("/data/" + member.getKey(), "it is in the interim data too");
            }
            whole.set(member.getKey(), member.getValue());
        }
        return whole;
    }

    /** Decides on the cancellation. */
    public static List<TaskEvent> decide(TaskState state, CancelTask command, DecisionContext context) {
        if (state.isOverFor(context)) {
            return List.of();
        }
        state.requireUnfinished();
        return List.of(new TaskEvent.Cancelled());
    }
}
