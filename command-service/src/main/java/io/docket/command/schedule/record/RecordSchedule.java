package io.docket.command.schedule.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A report about an occurrence of a schedule.
 *
 * @param scheduleId the schedule
 * @param state what became of it
 * @param due when it was due, which identifies it
 * @param until the last of those that were missed
 * @param occurrences how many were missed
 * @param next when the next one is; absent after the last
 * @param detail why its command was rejected
 */
public record RecordSchedule(
        String scheduleId,
        State state,
        OffsetDateTime due,
        @Nullable OffsetDateTime until,
        @Nullable Long occurrences,
        @Nullable OffsetDateTime next,
        @Nullable String detail) {
    /** What became of an occurrence. */
    public enum State {
        /** It is due; its command goes out if this is accepted. */
        @JsonProperty("fired")
        FIRED,
        /** Its command was not accepted. */
        @JsonProperty("rejected")
        REJECTED,
        /** It could not be kept and is left out. */
        @JsonProperty("missed")
        MISSED
    }
}
