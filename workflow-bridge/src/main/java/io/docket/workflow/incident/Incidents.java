package io.docket.workflow.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** What the engine refused, and what was not taken from it, told as the command {@code record-incident}. */
public final class Incidents {
    /** The command. */
    static final String COMMAND = "record-incident";

    /** Longest message that is told. */
    static final int MAX_MESSAGE = 2_000;

    private static final Logger LOG = Logger.getLogger(Incidents.class);

    private final Commands commands;
    private final MeterRegistry metrics;

    /** Incidents told to the command service. */
    public Incidents(Commands commands, MeterRegistry metrics) {
        this.commands = commands;
        this.metrics = metrics;
    }

    /**
     * Raises an incident. One about an instance that is over is of no interest any more.
     *
     * @param incidentId id, unique in the instance
     * @param kind short and stable name of the reason
     * @param eventPosition position of the event whose effect is repeated when the incident is resolved
     * @param cause what led to it, so that a repetition is recognised
     */
    public void raise(
            InstanceRef instance, String incidentId, String kind, String message, String eventPosition, String cause) {
        BridgeCommand command = raised(instance, incidentId, kind, message, cause);
        command.payload().put("eventPosition", eventPosition);
        send(command);
    }

    /**
     * Raises an incident with nothing behind it that could be repeated: it is over when somebody gives it up.
     *
     * @param elementId element of the diagram that it is about, empty if it is about none
     * @param cause what led to it, so that a repetition is recognised
     */
    void raiseOfRecord(
            InstanceRef instance, String incidentId, String kind, String message, String elementId, String cause) {
        BridgeCommand command = raised(instance, incidentId, kind, message, cause);
        if (!elementId.isEmpty()) {
            command.payload().put("elementId", elementId);
        }
        send(command);
    }

    private BridgeCommand raised(InstanceRef instance, String incidentId, String kind, String message, String cause) {
        metrics.counter("docket.bridge.incidents", "kind", kind).increment();
        BridgeCommand command = command(instance, incidentId, "raised", cause);
        command.payload().put("kind", kind).put("message", shortened(message));
        return command;
    }

    /** The incident is over. */
    public void resolve(InstanceRef instance, String incidentId, String cause) {
        send(command(instance, incidentId, "resolved", cause));
    }

    static BridgeCommand command(InstanceRef instance, String incidentId, String state, String cause) {
        ObjectNode payload = Json.mapper()
                .createObjectNode()
                .put("processInstanceId", instance.processInstanceId())
                .put("incidentId", incidentId)
                .put("state", state);
        return new BridgeCommand(
                instance.tenant(), COMMAND, "incident:" + incidentId + ":" + state + ":" + cause, payload);
    }

    static String shortened(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }

    private void send(BridgeCommand command) {
        try {
            commands.send(command);
        } catch (Refused e) {
            LOG.warnf("incident not taken payload=%s error=\"%s\"", command.payload(), e.getMessage());
        }
    }
}
