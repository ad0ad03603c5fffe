package io.docket.notification.live;

import java.time.Duration;

/** Runs the turns of {@link Deliveries}: a few threads and a clock, or a simulation of them. */
public interface Turns {
    /** Runs the task when it is its turn. */
    void now(Runnable task);

    /** Runs the task after the delay. */
    void later(Runnable task, Duration delay);

    /** The time, as {@link System#nanoTime}. */
    long nanos();
}
