package io.docket.workflow.memory;

import java.util.OptionalLong;
import java.util.Set;

/** How far one reading of the events has come, and whether the memory that follows from it is there. */
public interface EventProgress {
    /** The history of the memory: how far a reading has come is noted after what its effects wrote there lasts. */
    MemoryHistory history();

    /** Next offset of the events topic to have an effect, by partition. */
    OptionalLong nextOffset(int partition);

    /** Everything before the offset has had its effect. */
    void handledBefore(int partition, long offset);

    /** The events at the offsets have had their effect; others before them may not. */
    void handled(int partition, Set<Long> offsets);

    /** Offsets of those at or behind {@link #nextOffset}. */
    Set<Long> handled(int partition);

    /** True if the memory is whole; false after it was lost. */
    boolean isWhole();

    /** The memory is whole from now on. */
    void markWhole();
}
