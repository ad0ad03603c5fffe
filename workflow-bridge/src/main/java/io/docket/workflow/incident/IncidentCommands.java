package io.docket.workflow.incident;

import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.util.Locale;
import java.util.Optional;

/**
 * An incident in the engine, as the command {@code record-incident}; its id is the engine's key of it. One that goes on with its
 * instance in another version of the process is raised again, at the element that it stands at there.
 */
public final class IncidentCommands {
    /** The record of a fault of the engine's own, after which it skips all that is about the instance. */
    public static final String ABANDONED = "ERROR/CREATED";

    private static final String ENGINE_ERROR = "engine-error";

    private IncidentCommands() {}

    /** The command that the record calls for, if any. */
    public static Optional<BridgeCommand> of(InstanceRef instance, EngineRecord record) {
        return switch (record.kind()) {
            case "INCIDENT/CREATED", "INCIDENT/MIGRATED" -> Optional.of(raised(instance, record));
            case "INCIDENT/RESOLVED" ->
                Optional.of(Incidents.command(instance, Long.toString(record.key()), "resolved", record.id()));
            case ABANDONED -> Optional.of(abandoned(instance, record));
            default -> Optional.empty();
        };
    }

    /** The engine has no incident there, and none that could be resolved. */
    private static BridgeCommand abandoned(InstanceRef instance, EngineRecord record) {
        BridgeCommand command = Incidents.command(instance, ENGINE_ERROR, "raised", record.id());
        command.payload()
                .put("kind", ENGINE_ERROR)
                .put(
                        "message",
                        "the engine failed at the instance and does nothing for it any more: cancel it and start another");
        return command;
    }

    private static BridgeCommand raised(InstanceRef instance, EngineRecord record) {
        BridgeCommand command = Incidents.command(instance, Long.toString(record.key()), "raised", record.id());
        command.payload()
                .put("kind", record.text("errorType").toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("message", Incidents.shortened(record.text("errorMessage")))
                .put("elementId", record.text("elementId"))
                .put("elementKey", record.text("elementInstanceKey"));
        if (record.number("jobKey") > 0) {
            command.payload().put("jobKey", record.text("jobKey"));
        }
        return command;
    }
}
