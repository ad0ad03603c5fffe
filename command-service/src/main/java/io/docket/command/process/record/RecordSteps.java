package io.docket.command.process.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.docket.contracts.event.ProcessEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports steps of an instance on its way through the diagram.
 *
 * @param processInstanceId id of the instance
 * @param steps the steps, in the order of the engine's log
 */
public record RecordSteps(String processInstanceId, List<Step> steps) {
    /**
     * A step.
     *
     * @param kind what happened
     * @param elementId element of the diagram, or the flow that was taken
     * @param elementKey the engine's key of the element's instance
     * @param at when it happened
     * @param enginePosition position in the engine's log
     * @param elementType kind of the element, where it was reached or left, or goes on
     * @param dataKeys names of the variables that were set meanwhile
     * @param jobKey the engine's key of the job that failed
     * @param jobType its type
     * @param retries attempts that are left
     * @param message what went wrong, or the name of the message that was received
     * @param correlationKey correlation key of that message
     * @param called called process that the element is in
     */
    public record Step(
            Kind kind,
            String elementId,
            String elementKey,
            Instant at,
            long enginePosition,
            @Nullable String elementType,
            @Nullable List<String> dataKeys,
            @Nullable String jobKey,
            @Nullable String jobType,
            @Nullable Integer retries,
            @Nullable String message,
            @Nullable String correlationKey,
            ProcessEvent.@Nullable Called called) {}

    /** What happened. */
    public enum Kind {
        @JsonProperty("activated")
        ACTIVATED,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("terminated")
        TERMINATED,
        @JsonProperty("migrated")
        MIGRATED,
        @JsonProperty("flow-taken")
        FLOW_TAKEN,
        @JsonProperty("job-failed")
        JOB_FAILED,
        @JsonProperty("timer-fired")
        TIMER_FIRED,
        @JsonProperty("message-correlated")
        MESSAGE_CORRELATED
    }
}
