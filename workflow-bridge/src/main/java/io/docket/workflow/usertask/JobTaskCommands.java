package io.docket.workflow.usertask;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What the engine did with a user task that it has as a job, as a command. Such a task says in headers of its job what a
 * native one says in fields: texts, and lists as JSON.
 */
final class JobTaskCommands {
    private static final String JOB_TYPE = "io.camunda.zeebe:userTask";
    private static final String HEADER = "io.camunda.zeebe:";

    /** What the engine names instead of the element where an error is thrown that nothing catches: the job stays. */
    private static final String NOTHING_CATCHES = "NO_CATCH_EVENT_FOUND";

    private JobTaskCommands() {}

    /** The command that the record calls for, if any. */
    static Optional<BridgeCommand> of(InstanceRef instance, EngineRecord record) {
        if (!isOfTask(record)) {
            return Optional.empty();
        }
        String taskId = UserTaskId.ofJob(instance.processInstanceId(), record.key());
        return switch (record.kind()) {
            case "JOB/CREATED" ->
                Optional.of(new BridgeCommand(
                        instance.tenant(), "create-task", record.id(), task(instance, taskId, record)));
            case TaskEchoes.JOB_COMPLETED ->
                Optional.of(UserTaskCommands.about(instance, taskId, "complete-task", record));
            case "JOB/CANCELED" -> Optional.of(UserTaskCommands.about(instance, taskId, "cancel-task", record));
            case "JOB/ERROR_THROWN" ->
                record.text("elementId").equals(NOTHING_CATCHES)
                        ? Optional.empty()
                        : Optional.of(UserTaskCommands.about(instance, taskId, "cancel-task", record));
            default -> Optional.empty();
        };
    }

    /** True for a record of a job that is a user task. */
    static boolean isOfTask(EngineRecord record) {
        return record.kind().startsWith("JOB/") && record.text("type").equals(JOB_TYPE);
    }

    private static ObjectNode task(InstanceRef instance, String taskId, EngineRecord record) {
        ObjectNode task = TaskFields.of(instance, taskId, record);
        TaskFields.user(task, "assignee", header(record, "assignee"));
        TaskFields.list(task, "candidateUsers", json(record, "candidateUsers"));
        TaskFields.list(task, "candidateGroups", json(record, "candidateGroups"));
        TaskFields.time(task, "due", header(record, "dueDate"));
        TaskFields.time(task, "followUp", header(record, "followUpDate"));
        TaskFields.formKey(task, header(record, "formKey"));
        return task;
    }

    private static String header(EngineRecord record, String name) {
        return record.value().path("customHeaders").path(HEADER + name).asText("");
    }

    private static JsonNode json(EngineRecord record, String name) {
        try {
            return Json.tree(header(record, name).getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            return Json.mapper().missingNode();
        }
    }
}
