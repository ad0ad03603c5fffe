package io.docket.workflow.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.memory.InstanceMemory.Binding;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.util.List;
import java.util.Map;

/**
 * A record of the engine's log as steps of the command {@code record-steps}. It is one step, except where the time of a start
 * event has come: the engine's timer knows no element of an instance, so that the start event, when it is reached, tells both.
 */
final class StepRecords {
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_NAME = 500;
    private static final Map<String, String> KINDS = Map.of(
            "PROCESS_INSTANCE/ELEMENT_ACTIVATED", "activated",
            "PROCESS_INSTANCE/ELEMENT_COMPLETED", "completed",
            "PROCESS_INSTANCE/ELEMENT_TERMINATED", "terminated",
            "PROCESS_INSTANCE/ELEMENT_MIGRATED", "migrated",
            "JOB/FAILED", "job-failed",
            "TIMER/TRIGGERED", "timer-fired",
            "PROCESS_MESSAGE_SUBSCRIPTION/CORRELATED", "message-correlated");

    private StepRecords() {}

    /** The steps that the record tells, in their order. */
    static List<ObjectNode> of(Binding binding, EngineRecord record, DataKeys dataKeys) {
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
        return kind.equals("activated") && isBegunByTimer(record) ? List.of(step, fired(record)) : List.of(step);
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

    private static boolean isBegunByTimer(EngineRecord record) {
        return record.text("bpmnElementType").equals("START_EVENT")
                && record.text("bpmnEventType").equals("TIMER")
                && record.number("flowScopeKey") == record.processInstanceKey();
    }

    /** Its place is that of the record behind, which tells no step: the engine goes on from the start event. */
    private static ObjectNode fired(EngineRecord record) {
        ObjectNode step = Json.mapper().createObjectNode().put("kind", "timer-fired");
        at(step, record, "elementId", Long.toString(record.key()));
        return step.put("enginePosition", record.position() + 1);
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
                step.put("message", shortened(named(instance, record.text("messageName")), MAX_MESSAGE));
                if (!record.text("correlationKey").isEmpty()) {
                    step.put("correlationKey", shortened(record.text("correlationKey"), MAX_NAME));
                }
            }
        }
        return step;
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
