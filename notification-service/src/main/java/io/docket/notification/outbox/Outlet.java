package io.docket.notification.outbox;

import java.util.List;

/**
 * Where an {@link Outbox} sends its frames.
 *
 * @param <F> the frames
 */
@FunctionalInterface
public interface Outlet<F> {
    /**
     * Hands frames to the connection, to be sent at once.
     *
     * @param done runs once when the frames have left this process, or will never
     */
    void send(List<F> frames, Runnable done);
}
