package io.docket.workflow.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.util.Optional;

/** What the engine did with a process instance, as the command {@code record-process}. */
public final class InstanceCommands {
    /** The record of an instance that ran to its end. */
    public static final String COMPLETED = "PROCESS_INSTANCE/ELEMENT_COMPLETED";

    /** The record of an instance that was ended from outside. */
    public static final String TERMINATED = "PROCESS_INSTANCE/ELEMENT_TERMINATED";

    /** The record of an instance that goes on in another definition. */
    public static final String MIGRATED = "PROCESS_INSTANCE/ELEMENT_MIGRATED";

    private static final String ACTIVATED = "PROCESS_INSTANCE/ELEMENT_ACTIVATED";

    private InstanceCommands() {}

    /** The command that the record calls for, if any. */
    public static Optional<BridgeCommand> of(InstanceRef instance, EngineRecord record) {
        if (!record.isOfProcess()) {
            return Optional.empty();
        }
        return switch (record.kind()) {
            case ACTIVATED -> {
                if (ForeignInstances.isBeginOf(instance, record)) {
                    yield Optional.of(ForeignInstances.adopt(instance, record));
                }
                BridgeCommand started = report(instance, "started", record.id());
                started.payload()
                        .put("engineKey", Long.toString(record.processInstanceKey()))
                        .put("processVersion", record.value().path("version").longValue());
                yield Optional.of(started);
            }
            case MIGRATED -> Optional.of(migrated(instance, record));
            case COMPLETED -> Optional.of(report(instance, "completed", record.id()));
            case TERMINATED -> Optional.of(terminated(instance, record.id()));
            default -> Optional.empty();
        };
    }

    /** True if after the record nothing more is told of the instance. */
    public static boolean isEnd(EngineRecord record) {
        return record.isOfProcess()
                && (record.kind().equals(COMPLETED) || record.kind().equals(TERMINATED));
    }

    /** Reports that the instance is over without having reached its end. */
    public static BridgeCommand terminated(InstanceRef instance, String idempotencyKey) {
        return report(instance, "terminated", idempotencyKey);
    }

    private static BridgeCommand migrated(InstanceRef instance, EngineRecord record) {
        BridgeCommand migrated = report(instance, "migrated", record.id());
        String prefix = EngineNames.prefix(instance.tenant());
        migrated.payload()
                .put("processId", record.text("bpmnProcessId").substring(prefix.length()))
                .put("processVersion", record.number("version"));
        return migrated;
    }

    private static BridgeCommand report(InstanceRef instance, String state, String idempotencyKey) {
        ObjectNode payload = Json.mapper()
                .createObjectNode()
                .put("processInstanceId", instance.processInstanceId())
                .put("state", state);
        return new BridgeCommand(instance.tenant(), "record-process", idempotencyKey, payload);
    }
}
