package io.docket.eventstore.verify;

import org.jspecify.annotations.Nullable;

/**
 * The first thing that is wrong with a partition.
 *
 * @param kind what happened
 * @param partition number of the partition
 * @param offset offset of the record that shows it: of an event, or of a checkpoint in its own topic; -1 if the partition is empty
 * @param number number of the event in the partition, from 1; of a checkpoint, number of events that it covers
 * @param eventId id of the event, if there is one
 * @param subject subject of the event, if there is one
 * @param detail what was found, in words
 */
public record Fault(
        Kind kind,
        int partition,
        long offset,
        long number,
        @Nullable String eventId,
        @Nullable String subject,
        String detail) {
    /** What can be wrong. */
    public enum Kind {
        /** The event's key, value or headers are not what was written. */
        CONTENT_CHANGED,
        /** Events are missing before this one. */
        EVENT_REMOVED,
        /** The event does not belong here: a copy, or a stranger. */
        EVENT_INSERTED,
        /** The event belongs further on. */
        ORDER_CHANGED,
        /** A checkpoint covers more events than there are, or a head of more is known. */
        LOG_TRUNCATED,
        /** The log begins as another topic or partition does. */
        OTHER_LOG,
        /** A checkpoint's signature is wrong, or it is not one. */
        CHECKPOINT_FORGED,
        /** A checkpoint is signed with a key that nobody vouches for. */
        CHECKPOINT_UNKNOWN_KEY,
        /** A true checkpoint says something else than the log: everything since the one before may be rewritten. */
        CHECKPOINT_MISMATCH,
        /** A head that is known says something else than the log: what comes before it was rewritten. */
        HEAD_MISMATCH
    }

    static Fault at(ChainedEvent event, int partition, long number, Kind kind, String detail) {
        return new Fault(kind, partition, event.offset(), number, event.id(), event.subject(), detail);
    }
}
