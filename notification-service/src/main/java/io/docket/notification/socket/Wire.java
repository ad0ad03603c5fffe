package io.docket.notification.socket;

import java.util.List;

/** One open connection. */
public interface Wire {
    /**
     * Hands frames to the connection, to be sent at once.
     *
     * @param done runs once when the frames have left this process, or will never
     */
    void send(List<Frame> frames, Runnable done);

    /** Sends a protocol ping. */
    void ping();

    /** Closes the connection after what was handed to it. */
    void close(CloseCode code, String reason);
}
