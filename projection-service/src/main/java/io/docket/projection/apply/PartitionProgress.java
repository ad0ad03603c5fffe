package io.docket.projection.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How far one partition was read and stored. Records come in order; after a rewind those that were already on their way
 * are dropped until the first one from before the rewind arrives, so that no event is ever skipped.
 */
final class PartitionProgress {
    /** A store may lose what it took in the last moments; an interruption goes back at least that far. */
    static final Duration SAFE_AGE = Duration.ofSeconds(1);

    private static final long NOTHING = -1;

    private final Deque<Mark> marks = new ArrayDeque<>();
    private long delivered;
    private long stored;
    private long applied;
    private long taken;
    private long safe;
    private List<String> generations;
    private long dropFrom = NOTHING;

    PartitionProgress(StoredPosition position) {
        delivered = position.safe();
        stored = position.next();
        applied = position.safe();
        safe = position.safe();
        generations = position.generations();
    }

    /** True if the record is to be applied; false if it was on its way when the partition was rewound. */
    boolean accepts(long offset) {
        if (dropFrom != NOTHING) {
            if (offset >= dropFrom) {
                return false;
            }
            dropFrom = NOTHING;
        }
        delivered = offset + 1;
        return true;
    }

    /** Offset that the store is expected to be at. */
    long stored() {
        return stored;
    }

    /** Offset up to which the events are in the views since the partition was taken over or rewound. */
    long applied() {
        return applied;
    }

    /** The collections that are written. */
    List<String> generations() {
        return generations;
    }

    /** Goes on with other collections, at the same place. */
    void regroup(List<String> others) {
        generations = others;
    }

    /** What to store after a batch that ended before {@code next}. A replay does not move the store back. */
    StoredPosition advance(long next, Instant now) {
        while (!marks.isEmpty() && marks.getFirst().at().plus(SAFE_AGE).compareTo(now) <= 0) {
            safe = Math.max(safe, marks.removeFirst().next());
        }
        taken = next;
        return new StoredPosition(Math.max(next, stored), safe, generations);
    }

    /** Notes that the position is stored. While a partition is read again, it is safe only as far as that has come. */
    void advanced(StoredPosition position, Instant now) {
        stored = position.next();
        applied = taken;
        if (marks.isEmpty() || marks.getLast().next() < applied) {
            marks.addLast(new Mark(now, applied));
        }
    }

    /** Starts again where the store says. */
    void rewind(StoredPosition position) {
        if (position.safe() < delivered) {
            dropFrom = delivered;
            delivered = position.safe();
        } else if (position.safe() >= dropFrom) {
            dropFrom = NOTHING;
        }
        stored = position.next();
        applied = position.safe();
        safe = position.safe();
        generations = position.generations();
        marks.clear();
    }

    private record Mark(Instant at, long next) {}
}
