package io.docket.workflow.usertask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.definition.EngineBpmn;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.util.Optional;

/**
 * What the engine did with a user task, as a command. What the engine takes and the command does not (a list with
 * repetitions, a long name) is made to fit, so that no task is lost over it. Who else has assigned or completed it, and with
 * what, the record does not say.
 */
public final class UserTaskCommands {
    private UserTaskCommands() {}

    /** The command that the record calls for, if any. */
    public static Optional<BridgeCommand> of(InstanceRef instance, EngineRecord record) {
        String taskId = UserTaskId.of(instance.processInstanceId(), record.key());
        return switch (record.kind()) {
            case "USER_TASK/CREATED" ->
                Optional.of(new BridgeCommand(
                        instance.tenant(), "create-task", record.id(), task(instance, taskId, record)));
            case TaskEchoes.ASSIGNED -> Optional.of(assigned(instance, taskId, record));
            case TaskEchoes.COMPLETED -> Optional.of(about(instance, taskId, "complete-task", record));
            case "USER_TASK/CANCELED" -> Optional.of(about(instance, taskId, "cancel-task", record));
            default -> JobTaskCommands.of(instance, record);
        };
    }

    /** A command that says no more than which task it is about. */
    static BridgeCommand about(InstanceRef instance, String taskId, String type, EngineRecord record) {
        return new BridgeCommand(
                instance.tenant(),
                type,
                record.id(),
                Json.mapper().createObjectNode().put("taskId", taskId));
    }

    private static BridgeCommand assigned(InstanceRef instance, String taskId, EngineRecord record) {
        BridgeCommand command = about(instance, taskId, "assign-task", record);
        String assignee = record.text("assignee");
        command.payload().put("assignee", assignee.isEmpty() ? null : assignee);
        return command;
    }

    private static ObjectNode task(InstanceRef instance, String taskId, EngineRecord record) {
        ObjectNode task = TaskFields.of(instance, taskId, record);
        TaskFields.user(task, "assignee", record.text("assignee"));
        TaskFields.list(task, "candidateUsers", record.value().path("candidateUsersList"));
        TaskFields.list(task, "candidateGroups", record.value().path("candidateGroupsList"));
        TaskFields.time(task, "due", record.text("dueDate"));
        TaskFields.time(task, "followUp", record.text("followUpDate"));
        TaskFields.priority(task, record.value().path("priority"));
        TaskFields.formKey(task, formKey(record));
        return task;
    }

    private static String formKey(EngineRecord record) {
        String external = record.text("externalFormReference");
        String deployed = record.value()
                .path("customHeaders")
                .path(EngineBpmn.FORM_HEADER)
                .asText("");
        long key = record.value().path("formKey").asLong(-1);
        if (!external.isEmpty() || key <= 0) {
            return external;
        }
        return deployed.isEmpty() ? Long.toString(key) : deployed;
    }
}
