package io.docket.eventstore;

/** The queue of the partition is full: nothing was written. Retry later. */
public final class OverloadedException extends EventStoreException {
    public OverloadedException(int partition, int queueCapacity) {
        this("partition " + partition + " has " + queueCapacity + " appends waiting");
    }

    private OverloadedException(String message) {
        super(message, null);
    }

    /** What waits leaves no room for an append of that size. */
    public static OverloadedException ofBytes(int partition, long queueBytes, long bytes) {
        return new OverloadedException("partition " + partition + " has no room for an append of " + bytes
                + " bytes: those that wait may have " + queueBytes);
    }
}
