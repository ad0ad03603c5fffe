package io.docket.projection.generations;

import java.util.Map;
import java.util.Set;

/** Who builds what is missing in the partitions of this instance. */
@FunctionalInterface
interface Building {
    /**
     * Builds this, and nothing else.
     *
     * @param missing the collections to be filled together, by partition of this instance
     */
    void align(Map<Integer, Set<String>> missing);
}
