package io.docket.command.process.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reports what the engine did with a process instance.
 *
 * @param processInstanceId id of the instance
 * @param state what it did
 * @param engineKey key of the instance in the engine, where it started
 * @param processVersion version of the process in the engine, where it started or goes on
 * @param processId the process, where it goes on in another version
 */
public record RecordProcess(
        String processInstanceId,
        Report state,
        @Nullable String engineKey,
        @Nullable Long processVersion,
        @Nullable String processId) {
    /** What the engine did. */
    public enum Report {
        @JsonProperty("started")
        STARTED,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("terminated")
        TERMINATED,
        @JsonProperty("migrated")
        MIGRATED
    }
}
