package io.docket.workflow.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record of the engine's log as one step of the command {@code record-steps}. */
final class StepRecords {
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_NAME = 500;
    private static final Map<String, String> KINDS = Map.of(
            "PROCESS_INSTANCE/ELEMENT_ACTIVATED", "activated",
            "PROCESS_INSTANCE/ELEMENT_COMPLETED", "completed",
            "PROCESS_INSTANCE/ELEMENT_TERMINATED", "terminated",
            "JOB/FAILED", "job-failed",
            "TIMER/TRIGGERED", "timer-fired",
            "PROCESS_MESSAGE_SUBSCRIPTION/CORRELATED", "message-correlated");

    private StepRecords() {}

    /** The step, if the record tells one. */
    static Optional<ObjectNode> of(InstanceRef instance, EngineRecord record, DataKeys dataKeys) {
        String kind = KINDS.get(record.kind());
        if (kind == null || record.isOfProcess()) {
            return Optional.empty();
        }
        ObjectNode step = Json.mapper().createObjectNode().put("kind", kind);
        switch (kind) {
            case "activated", "completed", "terminated" -> {
                at(step, record, "elementId", Long.toString(record.key()));
                step.put("elementType", record.text("bpmnElementType"));
                if (kind.equals("completed")) {
                    List<String> names = dataKeys.take(record.processInstanceKey());
                    if (!names.isEmpty()) {
                        ArrayNode list = step.putArray("dataKeys");
                        names.forEach(list::add);
                    }
                }
            }
            case "job-failed" -> {
                at(step, record, "elementId", record.text("elementInstanceKey"));
                step.put("jobKey", Long.toString(record.key()))
                        .put("jobType", shortened(record.text("type"), MAX_NAME))
                        .put("retries", record.number("retries"))
                        .put("message", shortened(record.text("errorMessage"), MAX_MESSAGE));
            }
            case "timer-fired" -> at(step, record, "targetElementId", record.text("elementInstanceKey"));
            default -> {
                at(step, record, "elementId", record.text("elementInstanceKey"));
                String scoped = record.text("messageName");
                String prefix = EngineNames.prefix(instance.tenant());
                String message = scoped.startsWith(prefix) ? scoped.substring(prefix.length()) : scoped;
                step.put("message", shortened(message, MAX_MESSAGE));
                if (!record.text("correlationKey").isEmpty()) {
                    step.put("correlationKey", shortened(record.text("correlationKey"), MAX_NAME));
                }
            }
        }
        return Optional.of(step);
    }

    private static void at(ObjectNode step, EngineRecord record, String element, String key) {
        step.put("elementId", record.text(element))
                .put("elementKey", key)
                .put("at", record.time().toString())
                .put("enginePosition", record.position());
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
