package io.docket.notification.log;

import io.docket.contracts.position.Cursor;
import java.util.Arrays;

/**
 * A mutable place in all partitions: the next offset to read in each, 0 where nothing is known. It learns which log it is
 * in from the places it is moved to. Not thread-safe.
 */
public final class Offsets {
    private int log;
    private long[] next;

    private Offsets(int log, long[] next) {
        this.log = log;
        this.next = next;
    }

    /** The beginning of everything. */
    public static Offsets zero() {
        return new Offsets(Cursor.ANY_LOG, new long[0]);
    }

    /** The beginning of the log with the number. */
    public static Offsets zeroOf(int log) {
        return new Offsets(log, new long[0]);
    }

    /** The place of a cursor. */
    public static Offsets of(Cursor cursor) {
        return new Offsets(cursor.log(), cursor.offsets());
    }

    /** Next offset to read in the partition. */
    public long next(int partition) {
        return partition < next.length ? next[partition] : 0;
    }

    /** Number of partitions that are known here. */
    public int partitions() {
        return next.length;
    }

    /** Moves on in one partition; never backwards. */
    public void advance(int partition, long offset) {
        if (partition >= next.length) {
            next = Arrays.copyOf(next, partition + 1);
        }
        next[partition] = Math.max(next[partition], offset);
    }

    /** False if both places tell their logs and these are not the same. */
    public boolean isComparableTo(Offsets other) {
        return log == other.log || log == Cursor.ANY_LOG || other.log == Cursor.ANY_LOG;
    }

    /** Moves on to the other place in every partition where it is ahead. */
    public void advance(Offsets other) {
        if (log == Cursor.ANY_LOG) {
            log = other.log;
        }
        for (int partition = 0; partition < other.next.length; partition++) {
            advance(partition, other.next[partition]);
        }
    }

    /** True if this place is at or past the other one in every partition. */
    public boolean covers(Offsets other) {
        for (int partition = 0; partition < other.next.length; partition++) {
            if (next(partition) < other.next[partition]) {
                return false;
            }
        }
        return true;
    }

    /** How many offsets the other place is ahead, over all partitions. */
    public long distanceTo(Offsets other) {
        long distance = 0;
        for (int partition = 0; partition < other.next.length; partition++) {
            distance += Math.max(0, other.next[partition] - next(partition));
        }
        return distance;
    }

    public Offsets copy() {
        return new Offsets(log, next.clone());
    }

    /** This place as clients get it. */
    public Cursor cursor() {
        return new Cursor(log, next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Offsets offsets && Arrays.equals(next, offsets.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}
