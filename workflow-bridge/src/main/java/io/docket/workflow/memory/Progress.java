package io.docket.workflow.memory;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/** How far the bridge has come in the two logs. */
public interface Progress {
    /** Next offset of the events topic to have an effect, by partition. */
    OptionalLong nextOffset(int partition);

    /** Everything before the offset has had its effect. */
    void handledBefore(int partition, long offset);

    /** The event at the offset has had its effect; others before it may not. */
    void handled(int partition, long offset);

    /** Offsets of those at or behind {@link #nextOffset}. */
    Set<Long> handled(int partition);

    /** The last record of the engine's partition that had its effect. */
    EnginePosition enginePosition(int enginePartition);

    /** Everything up to the record has had its effect. */
    void handledUpTo(int enginePartition, EnginePosition position);

    /** The records of the engine that runs now begin at the offset of their topic. */
    void engineBegins(long offset);

    /** Offset of the first record of the engine that runs now. */
    long engineBegin();

    /** The mark came back out of the engine's partition: everything before it is handled. */
    void fencePassed(String id, int enginePartition);

    /** Engine partitions out of which the mark came back. */
    Set<Integer> fencesPassed(String id);

    /** Forgets everything, not only the progress: the whole memory is lost, and no longer whole. */
    void forgetAll();

    /** True if the memory is whole; false after it was lost. */
    boolean isWhole();

    /** The memory is whole from now on. */
    void markWhole();

    /**
     * A place in the log of one partition of the engine.
     *
     * @param position position, ascending
     * @param time when it was written
     */
    record EnginePosition(long position, Instant time) {
        /** Before the first record. */
        public static final EnginePosition START = new EnginePosition(-1, Instant.EPOCH);
    }
}
