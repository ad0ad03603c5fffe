package io.docket.notification.socket;

/** Counts what happens on connections. */
public interface SessionMeter {
    /** An event was handed to a client. */
    void delivered();

    /** The server closed a connection. */
    void closed(CloseCode code);
}
