package io.docket.notification.socket;

import io.docket.notification.outbox.Outlet;

/** One open connection. */
public interface Wire extends Outlet<Frame> {
    /** Sends a protocol ping. */
    void ping();

    /** Closes the connection after what was handed to it. */
    void close(CloseCode code, String reason);
}
