package io.docket.notification.socket;

/** One open connection. */
public interface Wire {
    /**
     * Hands a text to the connection.
     *
     * @param done runs once when the text has left this process, or will never
     */
    void send(String text, Runnable done);

    /** Sends a protocol ping. */
    void ping();

    /** Closes the connection after what was handed to it. */
    void close(CloseCode code, String reason);
}
