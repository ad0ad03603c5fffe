package io.docket.eventstore;

/** The stream is not at the version that the append expected: nothing was written. */
public final class VersionConflictException extends EventStoreException {
    private final String streamId;
    private final long expected;
    private final long head;

    /**
     * @param streamId the stream
     * @param expected sequence that the first event of the append expected to get
     * @param head sequence of the last event of the stream
     */
    public VersionConflictException(String streamId, long expected, long head) {
        super("stream " + streamId + " is at " + head + ", so its next event cannot be " + expected, null);
        this.streamId = streamId;
        this.expected = expected;
        this.head = head;
    }

    public String streamId() {
        return streamId;
    }

    public long expected() {
        return expected;
    }

    public long head() {
        return head;
    }
}
