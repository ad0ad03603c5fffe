package io.docket.workflow.usertask;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.definition.EngineBpmn;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the engine did with a user task, as a command. What the engine takes and the command does not (a list with
 * repetitions, a long name) is made to fit, so that no task is lost over it.
 */
public final class UserTaskCommands {
    private static final Logger LOG = Logger.getLogger(UserTaskCommands.class);
    private static final int MAX_PRIORITY = 100;
    private static final int MAX_NAME = 500;
    private static final int MAX_CANDIDATES = 200;

    private UserTaskCommands() {}

    /** The command that the record calls for, if any. */
    public static Optional<BridgeCommand> of(InstanceRef instance, EngineRecord record) {
        return switch (record.kind()) {
            case "USER_TASK/CREATED" ->
                Optional.of(new BridgeCommand(instance.tenant(), "create-task", record.id(), task(instance, record)));
            case "USER_TASK/CANCELED" ->
                Optional.of(new BridgeCommand(
                        instance.tenant(),
                        "cancel-task",
                        record.id(),
                        Json.mapper()
                                .createObjectNode()
                                .put("taskId", UserTaskId.of(instance.processInstanceId(), record.key()))));
            default -> Optional.empty();
        };
    }

    private static ObjectNode task(InstanceRef instance, EngineRecord record) {
        ObjectNode task = Json.mapper().createObjectNode();
        if (instance.caseId() != null) {
            task.put("caseId", instance.caseId());
        }
        task.put("processInstanceId", instance.processInstanceId());
        task.put("engineKey", Long.toString(record.key()));
        task.put("taskId", UserTaskId.of(instance.processInstanceId(), record.key()));
        task.put("name", name(record));
        putText(task, "assignee", record.text("assignee"));
        putList(task, "candidateUsers", record.value().path("candidateUsersList"));
        putList(task, "candidateGroups", record.value().path("candidateGroupsList"));
        putTime(task, "due", record.text("dueDate"));
        putTime(task, "followUp", record.text("followUpDate"));
        JsonNode priority = record.value().path("priority");
        if (priority.isInt()) {
            task.put("priority", Math.clamp(priority.intValue(), 0, MAX_PRIORITY));
        }
        putText(task, "formKey", formKey(record));
        putText(task, "taskDefinitionKey", record.text("elementId"));
        if (record.value().path("customHeaders").has(EngineBpmn.REPEATED_HEADER)) {
            task.put("repeated", true);
        }
        return task;
    }

    private static String name(EngineRecord record) {
        String name = record.value()
                .path("customHeaders")
                .path(EngineBpmn.NAME_HEADER)
                .asText("");
        return shortened(name.isEmpty() ? record.text("elementId") : name);
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    private static String formKey(EngineRecord record) {
        String external = record.text("externalFormReference");
        long deployed = record.value().path("formKey").asLong(-1);
        return external.isEmpty() && deployed > 0 ? Long.toString(deployed) : external;
    }

    private static void putText(ObjectNode task, String field, String text) {
        if (!text.isEmpty()) {
            task.put(field, text);
        }
    }

    private static void putList(ObjectNode task, String field, JsonNode list) {
        List<String> names = list.valueStream()
                .map(JsonNode::asText)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MAX_CANDIDATES)
                .toList();
        if (!names.isEmpty()) {
            ArrayNode values = task.putArray(field);
            names.forEach(values::add);
        }
    }

    private static void putTime(ObjectNode task, String field, String time) {
        if (!time.isEmpty()) {
            try {
                task.put(field, ISO_OFFSET_DATE_TIME.format(ZonedDateTime.parse(time)));
            } catch (DateTimeException e) {
                LOG.warnf("left out unreadable time field=%s value=\"%s\" task=%s", field, time, task.path("taskId"));
            }
        }
    }
}
