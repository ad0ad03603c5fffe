package io.docket.command.interim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import org.jspecify.annotations.Nullable;

/** Interim data that was brought before the command that names it. */
@FunctionalInterface
public interface InterimData {
    /**
     * Returns the data if it is there, belongs to what the command is about, is what the reference says, and bears a valid
     * signature if it bears one.
     *
     * @param use what the command does with it
     * @param id id of the task or process that it must belong to
     * @param commandId the command; a start form or payload is for no other one while its event is on its way
     * @throws io.docket.command.decision.Rejection 422 if it does not, 503 if nobody can tell now, or while another command
     *     that is under way has it
     */
    Brought require(Use use, String id, InterimRef reference, String commandId);

    /**
     * What was brought.
     *
     * @param data the data
     * @param formKey key of the form that it is to fill in, where the process names one for its start
     */
    record Brought(JsonNode data, @Nullable String formKey) {}

    /** What a command does with the data; which keys it may name depends on it. */
    enum Use {
        /** The task's form. */
        @JsonProperty("complete-task")
        COMPLETE_TASK,
        /** A start form of the process. */
        @JsonProperty("start-process")
        START_PROCESS,
        /** A message payload of the process. */
        @JsonProperty("publish-message")
        PUBLISH_MESSAGE
    }
}
