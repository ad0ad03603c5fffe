package io.docket.workflow.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import org.jspecify.annotations.Nullable;

/** What records of the engine's log say, in the fields that the bridge reads. */
final class RecordValues {
    private RecordValues() {}

    /** The only task of a process. */
    static final String TASK = "review";

    static ObjectNode userTask(long instanceKey) {
        return value(instanceKey).put("type", "io.camunda.zeebe:userTask").put("elementId", TASK);
    }

    static ObjectNode process(long instanceKey, SimulatedDefinitions.@Nullable Version version) {
        ObjectNode value = value(instanceKey).put("bpmnElementType", "PROCESS");
        return version == null
                ? value
                : value.put("version", version.number())
                        .put("bpmnProcessId", version.processId())
                        .put("processDefinitionKey", version.key());
    }

    static ObjectNode element(long instanceKey) {
        return value(instanceKey).put("elementId", TASK).put("bpmnElementType", "USER_TASK");
    }

    static ObjectNode messageStart(long instanceKey) {
        return value(instanceKey)
                .put("elementId", "ordered")
                .put("bpmnElementType", "START_EVENT")
                .put("bpmnEventType", "MESSAGE")
                .put("flowScopeKey", instanceKey);
    }

    static ObjectNode value(long instanceKey) {
        return Json.mapper()
                .createObjectNode()
                .put("processInstanceKey", instanceKey)
                .put("parentProcessInstanceKey", -1);
    }

    static ObjectNode called(long instanceKey, long parent) {
        return value(instanceKey).put("parentProcessInstanceKey", parent);
    }

    static ObjectNode message(String name, String id) {
        return Json.mapper().createObjectNode().put("name", name).put("messageId", id);
    }
}
