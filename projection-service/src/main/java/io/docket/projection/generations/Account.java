package io.docket.projection.generations;

import io.docket.projection.apply.StoredPosition;
import java.util.Map;

/**
 * How far the generations are in one partition.
 *
 * @param position how far those are that are kept current, and which they are
 * @param behind the others, by collection
 */
public record Account(StoredPosition position, Map<String, Behind> behind) {
    public Account {
        behind = Map.copyOf(behind);
    }

    /** True if the generation is kept current here. */
    boolean holds(String collection) {
        return position.generations().contains(collection);
    }

    /** Where a generation that is not kept current is. */
    Behind behindOf(String collection) {
        return behind.getOrDefault(collection, Behind.START);
    }

    /**
     * How far a generation is that is not kept current.
     *
     * @param next offset of the first event that may be missing
     * @param safe where to continue after an interruption
     * @param events how many events were folded so far
     */
    public record Behind(long next, long safe, long events) {
        static final Behind START = new Behind(0, 0, 0);
    }
}
