package io.docket.notification.stream;

/** Counts events that clients over plain HTTP were given. */
public interface StreamMeter {
    /** An event went into a stream. */
    void streamed();

    /** Events went into the answer to a poll. */
    void polled(int events);
}
