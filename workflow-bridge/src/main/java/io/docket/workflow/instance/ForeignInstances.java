package io.docket.workflow.instance;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.util.Optional;

/**
 * Instances that the engine started by itself: a message or a time of a start event came. The platform hears of them when
 * they run, as the command {@code adopt-process}; their id follows from the engine's record.
 */
public final class ForeignInstances {
    private ForeignInstances() {}

    /** The instance that began with the record; empty if the process is no tenant's, or was called. */
    public static Optional<InstanceRef> of(EngineRecord activated) {
        if (!activated.isOfProcess() || activated.callerKey() > 0) {
            return Optional.empty();
        }
        return EngineNames.parse(activated.text("bpmnProcessId"))
                .map(owned -> new InstanceRef(owned.tenant(), id(activated)));
    }

    /** True if the record is the one that the instance began with, and nobody asked for it. */
    static boolean isBeginOf(InstanceRef instance, EngineRecord activated) {
        return instance.processInstanceId().equals(id(activated));
    }

    static BridgeCommand adopt(InstanceRef instance, EngineRecord activated) {
        String process = activated
                .text("bpmnProcessId")
                .substring(EngineNames.prefix(instance.tenant()).length());
        return new BridgeCommand(
                instance.tenant(),
                "adopt-process",
                activated.id(),
                Json.mapper()
                        .createObjectNode()
                        .put("processInstanceId", instance.processInstanceId())
                        .put("processId", process)
                        .put("engineKey", Long.toString(activated.processInstanceKey()))
                        .put("processVersion", activated.number("version")));
    }

    /** An engine that lost its data gives the same keys again, at another time. */
    private static String id(EngineRecord activated) {
        return "z-" + activated.processInstanceKey() + "-" + activated.time().toEpochMilli();
    }
}
