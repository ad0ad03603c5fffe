package io.docket.eventstore.axon;

/**
 * How much an {@link AggregateCache} holds.
 *
 * @param aggregates live aggregates at most
 * @param bytes at most so many bytes of snapshots and events, of which the aggregates were made. On the heap an aggregate is about
 *     two to four times as large
 */
public record CacheLimits(int aggregates, long bytes) {
    /** The part of the heap that is the default for the bytes: live aggregates take a quarter to half of it then. */
    private static final int PART_OF_HEAP = 8;

    public CacheLimits {
        if (aggregates < 0 || bytes < 1) {
            throw new IllegalArgumentException("a cache of " + aggregates + " aggregates and " + bytes
                    + " bytes: 0 aggregates or more are possible, and 1 byte or more");
        }
    }

    /** So many aggregates, and bytes for an eighth of the largest heap that this JVM may have. */
    public static CacheLimits of(int aggregates) {
        return new CacheLimits(aggregates, Math.max(1, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    }

    /** The same with so many bytes. */
    public CacheLimits withBytes(long newBytes) {
        return new CacheLimits(aggregates, newBytes);
    }

    /** What the smallest aggregate counts as, so that so many fill the cache whatever their bytes. */
    int share() {
        return Math.clamp(bytes / Math.max(1, aggregates), 1, Integer.MAX_VALUE);
    }
}
