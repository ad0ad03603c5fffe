package io.docket.eventstore;

/** The queue of the partition is full: nothing was written. Retry later. */
public final class OverloadedException extends EventStoreException {
    public OverloadedException(int partition, int queueCapacity) {
        super("partition " + partition + " has " + queueCapacity + " appends waiting", null);
    }
}
