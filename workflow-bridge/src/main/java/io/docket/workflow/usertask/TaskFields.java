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
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The fields of {@code create-task}, made to fit what the command takes. */
final class TaskFields {
    private static final Logger LOG = Logger.getLogger(TaskFields.class);
    private static final int MAX_PRIORITY = 100;
    private static final int MAX_NAME = 500;
    private static final int MAX_FORM_KEY = 500;
    private static final int MAX_CANDIDATES = 200;
    private static final int MAX_LINE = 200;
    private static final int MAX_YEAR = 9999;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

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
        key(task, "taskDefinitionKey", record.text("elementId"), MAX_LINE);
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

    static void user(ObjectNode task, String field, String user) {
        if (!user.isEmpty()) {
            task.put(field, line(task, field, user));
        }
    }

    static void formKey(ObjectNode task, String formKey) {
        key(task, "formKey", formKey, MAX_FORM_KEY);
    }

    /** A key that is cut would be another. */
    private static void key(ObjectNode task, String field, String key, int most) {
        if (key.length() > most) {
            leftOut(task, field, key);
        } else if (!key.isEmpty()) {
            task.put(field, key);
        }
    }

    /** A user or a group, cut to what is nobody if need be: a task that names nobody at all is offered to everybody. */
    private static String line(ObjectNode task, String field, String name) {
        String line = CONTROL.matcher(name).replaceAll("?");
        String fitting = line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE);
        if (!fitting.equals(name)) {
            LOG.warnf("cut to what a task takes field=%s value=\"%s\" task=%s", field, name, task.path("taskId"));
        }
        return fitting;
    }

    static void list(ObjectNode task, String field, JsonNode list) {
        List<String> names = list.valueStream()
                .map(JsonNode::asText)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> line(task, field, name))
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
                ZonedDateTime at = ZonedDateTime.parse(time);
                if (at.getYear() < 0 || at.getYear() > MAX_YEAR) {
                    leftOut(task, field, time);
                } else {
                    task.put(field, ISO_OFFSET_DATE_TIME.format(at));
                }
            } catch (DateTimeException e) {
                leftOut(task, field, time);
            }
        }
    }

    private static void leftOut(ObjectNode task, String field, String value) {
        LOG.warnf("left out what no task takes field=%s value=\"%s\" task=%s", field, value, task.path("taskId"));
    }

    static void priority(ObjectNode task, JsonNode priority) {
        if (priority.isInt()) {
            task.put("priority", Math.clamp(priority.intValue(), 0, MAX_PRIORITY));
        }
    }
}
