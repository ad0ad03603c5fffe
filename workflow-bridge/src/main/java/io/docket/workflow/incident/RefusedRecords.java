package io.docket.workflow.incident;

import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandRefused;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;

/**
 * Makes sure that nothing which the engine tells is lost because the command service does not take it: each refused command
 * is an incident of its instance, to be looked at and given up. An incident that is refused is only logged.
 */
public final class RefusedRecords {
    /** Kind of these incidents. */
    public static final String KIND = "refused-record";

    /** The same record was told before, in other words: what it tells was taken, or refused, then. */
    private static final String TOLD_BEFORE = "idempotency-key-reuse";

    private final Incidents incidents;

    /** Refusals told as incidents. */
    public RefusedRecords(Incidents incidents) {
        this.incidents = incidents;
    }

    /** Tells that the command about the instance was refused. */
    public void report(InstanceRef instance, BridgeCommand command, Refused refusal) {
        boolean toldBefore =
                refusal instanceof CommandRefused answer && answer.reason().equals(TOLD_BEFORE);
        if (toldBefore || command.type().equals(Incidents.COMMAND)) {
            return;
        }
        incidents.raiseOfRecord(
                instance,
                "record-" + command.idempotencyKey(),
                KIND,
                String.valueOf(refusal.getMessage()),
                command.payload().path("taskDefinitionKey").asText(""),
                command.idempotencyKey());
    }
}
