package io.docket.command.process.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.id.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an instance of a process.
 *
 * @param caseId case that it belongs to
 * @param processId BPMN process id
 * @param variables variables to start with
 * @param form start form, interim data of the process
 * @param processInstanceId id for the instance; one is derived from the command if absent
 */
public record StartProcess(
        @Nullable String caseId,
        String processId,
        @Nullable JsonNode variables,
        @Nullable InterimRef form,
        @Nullable String processInstanceId) {
    /** Id of the new instance. */
    public String idFor(String commandId) {
        if (processInstanceId != null) {
            return processInstanceId;
        }
        return caseId == null ? commandId : EntityId.dependent(caseId, "p-" + commandId);
    }
}
