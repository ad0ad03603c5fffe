package io.docket.notification.stream;

import io.docket.notification.socket.CloseCode;

/** Counts events that clients over plain HTTP were given. */
public interface StreamMeter {
    /** An event went into a stream. */
    void streamed();

    /** Events went into the answer to a poll. */
    void polled(int events);

    /** The server ended a stream. */
    void closed(CloseCode code);
}
