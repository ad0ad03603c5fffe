package io.docket.workflow.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.command.Cause;
import io.docket.workflow.memory.InstanceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance that somebody asked for.
 *
 * @param instance the instance to be
 * @param processId process id as the tenant knows it
 * @param variables variables to start with, an object
 * @param form start form, of which the engine gets the reference
 * @param caseData data of the case, of which the engine gets what the process names
 * @param origin what asked for it
 */
public record StartRequest(
        InstanceRef instance,
        String processId,
        @Nullable JsonNode variables,
        @Nullable InterimRef form,
        @Nullable JsonNode caseData,
        Origin origin) {
    /** An instance with nothing but variables. */
    public StartRequest(InstanceRef instance, String processId, @Nullable JsonNode variables, Origin origin) {
        this(instance, processId, variables, null, null, origin);
    }

    /** What the event asks for. */
    public static StartRequest of(InstanceRef instance, ProcessEvent.Requested requested, Origin origin) {
        return new StartRequest(
                instance, requested.processId(), requested.variables(), requested.form(), requested.caseData(), origin);
    }

    /** The same, asked for again. */
    public StartRequest askedBy(Origin again) {
        return new StartRequest(instance, processId, variables, form, caseData, again);
    }

    /**
     * What asked for it.
     *
     * @param eventId id of the event: the request, or the latest wish to try it again
     * @param position position of the request in the log
     * @param time when that was
     * @param cause what commands of the instance follow from: the request; absent of what was parked before causes were kept
     */
    public record Origin(
            String eventId,
            String position,
            Instant time,
            @Nullable Cause cause) {}
}
