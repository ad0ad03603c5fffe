package io.docket.command.task.create;

import io.docket.command.casework.CaseState;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.task.TaskState;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.id.EntityId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a new task: its id must belong to its case, and its case must be open. What the engine has made is there to be
 * done, whatever became of the case.
 */
public final class CreateTaskDecider implements Operation<CreateTask> {
    /** Id of the new task. */
    public static String idOf(CreateTask command, String commandId) {
        if (command.taskId() != null) {
            return command.taskId();
        }
        String root = rootOf(command);
        return root == null ? commandId : EntityId.dependent(root, "t-" + commandId);
    }

    private static @Nullable String rootOf(CreateTask command) {
        if (command.caseId() != null) {
            return command.caseId();
        }
        return command.processInstanceId() == null ? null : EntityId.rootOf(command.processInstanceId());
    }

    @Override
    public void perform(String id, CreateTask command, DecisionContext context, Workspace workspace) {
        requireFitting(id, command);
        CaseState ofCase = command.caseId() == null
                ? null
                : workspace
                        .find(CaseState.KIND, command.caseId())
                        .orElseThrow(() ->
                                Rejection.unknown("unknown-case", "/caseId", "there is no case " + command.caseId()))
                        .state();
        workspace.create(TaskState.KIND, id, decide(ofCase, command, context));
    }

    private static void requireFitting(String id, CreateTask command) {
        String root = rootOf(command);
        boolean fits = root == null ? EntityId.isRoot(id) : EntityId.isDependentOf(root, id);
        if (!fits) {
            throw Rejection.invalid(
                    "/taskId", root == null ? "without a case it has no ~" : "it must be " + root + "~<suffix>");
        }
    }

    static List<TaskEvent> decide(@Nullable CaseState ofCase, CreateTask command, DecisionContext context) {
        boolean ofProcess = command.engineKey() != null
                || command.processInstanceId() != null
                || command.taskDefinitionKey() != null;
        if (ofProcess && !context.isEngine()) {
            throw Rejection.forbidden("only the workflow bridge makes tasks of a process");
        }
        if (ofCase != null && !ofProcess) {
            ofCase.requireOpen();
        }
        return List.of(new TaskEvent.Created(
                command.caseId(),
                command.processInstanceId(),
                command.engineKey(),
                command.name(),
                command.assignee(),
                Objects.requireNonNullElse(command.candidateUsers(), List.of()),
                Objects.requireNonNullElse(command.candidateGroups(), List.of()),
                command.due(),
                command.followUp(),
                Objects.requireNonNullElse(command.priority(), CreateTask.DEFAULT_PRIORITY),
                command.formKey(),
                command.taskDefinitionKey(),
                command.repeated()));
    }
}
