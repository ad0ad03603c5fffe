package io.docket.projection.apply;

import java.util.Map;
import java.util.Set;

/** Keeps account of the generations of the views, as far as reading the log depends on it. */
public interface Keeper {
    /** Makes sure that every view has a generation, or gets one; once the store is known to be made from this log. */
    void prepare();

    /** The stored positions of partitions that this instance takes over, of generations that it can write. */
    Map<Integer, StoredPosition> takeOver(Set<Integer> partitions);
}
