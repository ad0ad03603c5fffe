package io.docket.eventstore.internal.writer;

/** Asks the group's coordinator, not local memory, whether this instance still owns a partition. */
@FunctionalInterface
public interface OwnershipProof {
    /** What the coordinator says. */
    enum Answer {
        YES,
        NO,
        /** No answer in time, or the group is just being rearranged. */
        UNKNOWN
    }

    /**
     * Asks. Waits a bounded time.
     *
     * @param partition the partition
     * @param nextOffset how far its index has come, noted in the group for those who watch it
     */
    Answer ask(int partition, long nextOffset);
}
