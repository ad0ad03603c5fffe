package io.docket.contracts.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that is wrong with a proof.
 *
 * @param check which check found it
 * @param number number in the partition of what is wrong, from 1
 * @param position where the log had it, {@code <partition>-<offset>}; absent for what has no place of its own
 * @param eventId id of the event, if it is one
 * @param subject subject of the event, if it is one
 * @param detail what was found, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProofFault(
        Check check,
        long number,
        @Nullable String position,
        @Nullable String eventId,
        @Nullable String subject,
        String detail) {
    /** The checks. */
    public enum Check {
        /** An event, or the digest of another root's event, is not what was written. */
        CONTENT_CHANGED,
        /** Events are missing before this one, or at the end of an entity's history. */
        EVENT_REMOVED,
        /** The event does not belong here: a copy, or a stranger. */
        EVENT_INSERTED,
        /** The event belongs elsewhere in the proof. */
        ORDER_CHANGED,
        /** The event is of another root or another tenant. */
        FOREIGN_EVENT,
        /** The proof begins or is sealed as another log. */
        OTHER_LOG,
        /** A checkpoint's signature is wrong. */
        CHECKPOINT_FORGED,
        /** A checkpoint is signed with a key that nobody vouches for. */
        CHECKPOINT_UNKNOWN_KEY,
        /** A true checkpoint says something else than the events before it. */
        CHECKPOINT_MISMATCH,
        /** There is no checkpoint where there has to be one, or the proof ends before the version that is wanted. */
        CHECKPOINT_MISSING
    }

    /** One line for a person. */
    public String line() {
        StringBuilder line = new StringBuilder(check.name());
        if (position != null) {
            line.append(" at ").append(position);
        }
        if (eventId != null) {
            line.append(", event ").append(eventId).append(" of ").append(subject);
        }
        return line.append(", number ")
                .append(number)
                .append(": ")
                .append(detail)
                .toString();
    }
}
