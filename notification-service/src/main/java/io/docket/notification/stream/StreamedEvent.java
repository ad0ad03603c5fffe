package io.docket.notification.stream;

/**
 * What a stream tells its client.
 *
 * @param cursor the place after it
 * @param name type of the event, or {@code subscribed} or {@code reset}; empty for a heartbeat
 * @param json the CloudEvent, or what there is to say
 */
record StreamedEvent(String cursor, String name, String json) {
    /** Nothing but a sign of life. */
    static final StreamedEvent HEARTBEAT = new StreamedEvent("", "", "");

    /** Nothing follows, and nobody is told. */
    static final StreamedEvent END = new StreamedEvent("", "", "end");

    boolean isHeartbeat() {
        return equals(HEARTBEAT);
    }

    boolean isEnd() {
        return equals(END);
    }
}
