package io.docket.eventstore.internal.feed;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Where the first event of each partition can be at the earliest, as far as somebody has read. Before it stand marks of owners
 * and ends of transactions, and that stays so: a log only grows.
 */
final class Beginning {
    private final AtomicLongArray offsets;

    Beginning(int partitions) {
        this.offsets = new AtomicLongArray(partitions);
    }

    long of(int partition) {
        return offsets.get(partition);
    }

    /** Somebody read from one offset on, and found the next event, or the end, at the other. */
    void nothingBetween(int partition, long from, long next) {
        offsets.getAndUpdate(partition, known -> from <= known ? Math.max(known, next) : known);
    }
}
