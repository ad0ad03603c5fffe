package io.docket.command.process;

import io.docket.contracts.event.ProcessEvent;

/**
 * An incident that is not over.
 *
 * @param raised how it was raised last
 * @param retrying whether it is being tried again
 */
public record OpenIncident(ProcessEvent.IncidentRaised raised, boolean retrying) {
    boolean isLoss() {
        return raised.kind().equals(ProcessEvent.ENGINE_LOST);
    }
}
