package io.docket.eventstore;

/** An event or outcome is over the size limit: nothing was written, and never will be. */
public final class EventTooLargeException extends EventStoreException {
    private final String what;
    private final long bytes;
    private final long maxBytes;

    /**
     * @param what the event or outcome, in words
     * @param bytes what it takes
     * @param maxBytes the limit
     */
    public EventTooLargeException(String what, long bytes, long maxBytes) {
        super(what + " takes " + bytes + " bytes, the limit is " + maxBytes, null);
        this.what = what;
        this.bytes = bytes;
        this.maxBytes = maxBytes;
    }

    /** The event or outcome, in words. */
    public String what() {
        return what;
    }

    public long bytes() {
        return bytes;
    }

    public long maxBytes() {
        return maxBytes;
    }
}
