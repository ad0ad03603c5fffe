package io.docket.workflow.memory;

import java.time.Instant;
import java.util.Set;

/**
 * How far the bridge has come in the two logs. The events are read twice: for what needs the engine, which is this, and for
 * what is known of {@linkplain #interim interim data}, which does not.
 */
public interface Progress extends EventProgress {
    /** The reading of the events for interim data; it outlives the engine. */
    EventProgress interim();

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

    /** Forgets everything but interim data, not only the progress: the memory is lost, and no longer whole. */
    void forgetAll();

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
