package io.docket.workflow.usertask;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.definition.EngineBpmn;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.List;
import org.jboss.logging.Logger;

/** The fields of {@code create-task}, made to fit what the command takes. */
final class TaskFields {
    private static final Logger LOG = Logger.getLogger(TaskFields.class);
    private static final int MAX_PRIORITY = 100;
    private static final int MAX_NAME = 500;
    private static final int MAX_CANDIDATES = 200;

    private TaskFields() {}

    /** A task of the instance, with the name and definition of its element. */
    static ObjectNode of(InstanceRef instance, String taskId, EngineRecord record) {
        ObjectNode task = Json.mapper().createObjectNode();
        if (instance.caseId() != null) {
            task.put("caseId", instance.caseId());
        }
        task.put("processInstanceId", instance.processInstanceId())
                .put("engineKey", Long.toString(record.key()))
                .put("taskId", taskId)
                .put("name", name(record));
        text(task, "taskDefinitionKey", record.text("elementId"));
        if (record.value().path("customHeaders").has(EngineBpmn.REPEATED_HEADER)) {
            task.put("repeated", true);
        }
        return task;
    }

    private static String name(EngineRecord record) {
        String header = record.value()
                .path("customHeaders")
                .path(EngineBpmn.NAME_HEADER)
                .asText("");
        String name = header.isEmpty() ? record.text("elementId") : header;
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    static void text(ObjectNode task, String field, String text) {
        if (!text.isEmpty()) {
            task.put(field, text);
        }
    }

    static void list(ObjectNode task, String field, JsonNode list) {
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

    static void time(ObjectNode task, String field, String time) {
        if (!time.isEmpty()) {
            try {
                task.put(field, ISO_OFFSET_DATE_TIME.format(ZonedDateTime.parse(time)));
            } catch (DateTimeException e) {
                LOG.warnf("left out unreadable time field=%s value=\"%s\" task=%s", field, time, task.path("taskId"));
            }
        }
    }

    static void priority(ObjectNode task, JsonNode priority) {
        if (priority.isInt()) {
            task.put("priority", Math.clamp(priority.intValue(), 0, MAX_PRIORITY));
        }
    }
}
