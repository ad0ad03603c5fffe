package io.docket.projection.apply;

import java.util.List;

/**
 * How far the stored documents are.
 *
 * @param next offset of the first event that may be missing in them
 * @param safe where to continue after an interruption: some time before {@code next}, for stores that lose their tail
 * @param generations the collections that this is said of: each holds every event before {@code next}; empty where it is
 *     not written down
 */
public record StoredPosition(long next, long safe, List<String> generations) {
    public StoredPosition {
        generations = List.copyOf(generations);
    }

    /** A position of collections that are known otherwise. */
    public StoredPosition(long next, long safe) {
        this(next, safe, List.of());
    }

    /** The same place, said of these collections. */
    public StoredPosition of(List<String> others) {
        return new StoredPosition(next, safe, others);
    }
}
