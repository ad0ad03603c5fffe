package io.docket.notification.stream;

import java.util.concurrent.Executor;

/** The connection of a stream: the one thread that writes to it, and its end. */
interface ClientLine extends Executor {
    /** Ends the connection, whether its client reads or not. */
    void cut();
}
