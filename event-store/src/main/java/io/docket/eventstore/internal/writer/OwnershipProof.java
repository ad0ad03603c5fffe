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

    /** True while nobody else can own what this instance owns: the coordinator said so, and a session is not over since. */
    default boolean holds() {
        return true;
    }
}
