package io.docket.workflow.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.memory.InstanceRef;
import org.jspecify.annotations.Nullable;

/**
 * An instance that somebody asked for.
 *
 * @param instance the instance to be
 * @param processId process id as the tenant knows it
 * @param variables variables to start with, an object
 * @param form start form, of which the engine gets the reference
 * @param caseData data of the case, of which the engine gets what the process names
 */
public record StartRequest(
        InstanceRef instance,
        String processId,
        @Nullable JsonNode variables,
        @Nullable InterimRef form,
        @Nullable JsonNode caseData) {
    /** An instance with nothing but variables. */
    public StartRequest(InstanceRef instance, String processId, @Nullable JsonNode variables) {
        this(instance, processId, variables, null, null);
    }

    /** What the event asks for. */
    public static StartRequest of(InstanceRef instance, ProcessEvent.Requested requested) {
        return new StartRequest(
                instance, requested.processId(), requested.variables(), requested.form(), requested.caseData());
    }
}
