package io.docket.eventstore.bench.producers;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a writer waits for as many appends as its last transaction had: about as long as that took, within limits.
 * The rule of the engine's writer, here for both variants.
 *
 * @param least at least so long
 * @param most at most so long
 */
record Gathering(Duration least, Duration most) {
    private static final Duration LOOK_AGAIN = Duration.ofNanos(100_000);

    void await(Queue<?> queue, int appends, long lastNanos) {
        if (appends <= 1) {
            return;
        }
        long until = System.nanoTime() + Math.clamp(lastNanos, least.toNanos(), most.toNanos());
        while (queue.size() < appends && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
