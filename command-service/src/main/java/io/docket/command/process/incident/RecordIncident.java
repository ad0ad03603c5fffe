package io.docket.command.process.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reports an incident of a process instance.
 *
 * @param processInstanceId id of the instance
 * @param incidentId id, unique in the instance
 * @param state what became of it
 * @param kind short name of the reason, where it is raised
 * @param message what happened, where it is raised
 * @param elementId element where it stands
 * @param elementKey the engine's key of that element's instance
 * @param jobKey the engine's key of the job that failed
 * @param eventPosition position of the event whose effect was refused
 */
public record RecordIncident(
        String processInstanceId,
        String incidentId,
        Report state,
        @Nullable String kind,
        @Nullable String message,
        @Nullable String elementId,
        @Nullable String elementKey,
        @Nullable String jobKey,
        @Nullable String eventPosition) {
    /** What became of it. */
    public enum Report {
        @JsonProperty("raised")
        RAISED,
        @JsonProperty("resolved")
        RESOLVED
    }
}
