package io.docket.eventstore.internal.writer;

import io.docket.eventstore.NotOwnerException;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a partition to this instance, to its end. Numbers grow with each assignment of any partition, so what
 * was read before this one began bears a smaller number; since then nobody else has written the partition.
 *
 * @param partition the partition
 * @param number greater than that of every assignment before
 */
public record Tenure(int partition, long number) {
    /** Why an append cannot be taken that was decided on what was so before; {@code null} if it was not. */
    @Nullable
    NotOwnerException objection(PendingAppend append) {
        Long decidedIn = append.tenure();
        return decidedIn == null || decidedIn >= number
                ? null
                : new NotOwnerException(
                        "partition " + partition + " was given away and came back while this was decided: decide again",
                        null);
    }
}
