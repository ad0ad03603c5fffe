package io.docket.projection.apply;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** How far the documents are in each partition, kept where the documents are. */
public interface Positions {
    /** The positions of the partitions; the start for one that was never read. */
    Uni<Map<Integer, StoredPosition>> read(Set<Integer> partitions);

    /** Every stored position. */
    Uni<Map<Integer, StoredPosition>> readAll();

    /**
     * Moves a partition on; false, and nothing done, if it is not at the expected offset any more, or stands for other
     * generations than the given position.
     */
    Uni<Boolean> advance(int partition, long expectedNext, StoredPosition position);
}
