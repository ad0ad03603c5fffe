package io.docket.command.automation.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A report about a run of an automation.
 *
 * @param automationId the automation
 * @param revision the definition that runs
 * @param state what becomes of it
 * @param eventId the event that it runs for
 * @param position place of that event in the log, which identifies the run
 * @param at when that event was recorded
 * @param depth length of the chain of causes with the command of the run
 * @param code short name of the rule that the command was refused by
 * @param detail why there is no command, or why it was refused
 */
public record RecordAutomationRun(
        String automationId,
        long revision,
        State state,
        String eventId,
        String position,
        OffsetDateTime at,
        int depth,
        @Nullable String code,
        @Nullable String detail) {
    /** What becomes of a run. */
    public enum State {
        /** Its command goes out if this is accepted with an event. */
        @JsonProperty("fired")
        FIRED,
        /** There is no command: the templates have no value. */
        @JsonProperty("failed")
        FAILED,
        /** Its command was not accepted. */
        @JsonProperty("rejected")
        REJECTED
    }
}
