package io.docket.projection.history.index;

/**
 * Where an event is in the order of the history: when it was recorded, then where in the log.
 *
 * @param recorded when, in microseconds since 1970
 * @param position where, in an order over all partitions
 */
public record Place(long recorded, long position) {
    /** Bits of the position that hold the offset; the partition is above them. */
    public static final int OFFSET_BITS = 48;
}
