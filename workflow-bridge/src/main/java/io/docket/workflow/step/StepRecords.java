package io.docket.workflow.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.interim.BeginMessage;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.memory.InstanceMemory.Binding;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the engine's log as steps of the command {@code record-steps}. It is one step, except where the time of a start
 * event has come, or its message: they know no element of an instance, so that the start event, when it is reached, tells both.
 */
final class StepRecords {
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_NAME = 500;
    private static final Map<String, String> KINDS = Map.of(
            "PROCESS_INSTANCE/ELEMENT_ACTIVATED", "activated",
            "PROCESS_INSTANCE/ELEMENT_COMPLETED", "completed",
            "PROCESS_INSTANCE/ELEMENT_TERMINATED", "terminated",
            "PROCESS_INSTANCE/ELEMENT_MIGRATED", "migrated",
            "PROCESS_INSTANCE/SEQUENCE_FLOW_TAKEN", "flow-taken",
            "JOB/FAILED", "job-failed",
            "TIMER/TRIGGERED", "timer-fired",
            "PROCESS_MESSAGE_SUBSCRIPTION/CORRELATED", "message-correlated");

    private StepRecords() {}

    /** The steps that the record tells, in their order; {@code begin} is the message that began the instance, if one did. */
    static List<ObjectNode> of(Binding binding, EngineRecord record, DataKeys dataKeys, @Nullable BeginMessage begin) {
        String kind = KINDS.get(record.kind());
        if (kind == null || record.isOfProcess() || isTimerOfStart(record) || isPause(record)) {
            return List.of();
        }
        ObjectNode step = step(kind, binding.instance(), record, dataKeys);
        String called = binding.calledProcess();
        if (called != null) {
            String process = called.isEmpty() ? record.text("bpmnProcessId") : called;
            if (process.isEmpty()) {
                return List.of();
            }
            step.putObject("called")
                    .put("processId", named(binding.instance(), process))
                    .put("engineKey", Long.toString(record.processInstanceKey()));
        }
        if (isBegunBy("TIMER", record)) {
            return List.of(step, behind(record, "timer-fired"));
        }
        return begin != null && !begin.name().isEmpty() && isBegunBy("MESSAGE", record)
                ? List.of(step, received(binding.instance(), record, begin))
                : List.of(step);
    }

    /** Only a failure gives a job back to the engine until later; such a one says so. */
    private static boolean isPause(EngineRecord record) {
        return record.kind().equals("JOB/FAILED")
                && record.number("retries") > 0
                && record.text("errorMessage").equals(JobRunner.NOT_YET);
    }

    private static boolean isTimerOfStart(EngineRecord record) {
        return record.kind().startsWith("TIMER/") && record.number("elementInstanceKey") <= 0;
    }

    /** True if the record is the start event of an instance that began with an event of that type. */
    static boolean isBegunBy(String eventType, EngineRecord record) {
        return "activated".equals(KINDS.get(record.kind()))
                && record.text("bpmnElementType").equals("START_EVENT")
                && record.text("bpmnEventType").equals(eventType)
                && record.number("flowScopeKey") == record.processInstanceKey();
    }

    /** Its place is that of the record behind, which tells no step: the engine goes on from the start event. */
    private static ObjectNode behind(EngineRecord record, String kind) {
        ObjectNode step = Json.mapper().createObjectNode().put("kind", kind);
        at(step, record, "elementId", Long.toString(record.key()));
        return step.put("enginePosition", record.position() + 1);
    }

    private static ObjectNode received(InstanceRef instance, EngineRecord record, BeginMessage message) {
        return message(behind(record, "message-correlated"), instance, message.name(), message.correlationKey());
    }

    private static ObjectNode step(String kind, InstanceRef instance, EngineRecord record, DataKeys dataKeys) {
        ObjectNode step = Json.mapper().createObjectNode().put("kind", kind);
        switch (kind) {
            case "activated", "completed", "terminated", "migrated" -> {
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
            case "flow-taken" -> at(step, record, "elementId", Long.toString(record.key()));
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
                message(step, instance, record.text("messageName"), record.text("correlationKey"));
            }
        }
        return step;
    }

    private static ObjectNode message(ObjectNode step, InstanceRef instance, String name, String correlationKey) {
        step.put("message", shortened(named(instance, name), MAX_MESSAGE));
        return correlationKey.isEmpty() ? step : step.put("correlationKey", shortened(correlationKey, MAX_NAME));
    }

    /** The name as the tenant of the instance knows it. */
    private static String named(InstanceRef instance, String scoped) {
        String prefix = EngineNames.prefix(instance.tenant());
        return scoped.startsWith(prefix) ? scoped.substring(prefix.length()) : scoped;
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
