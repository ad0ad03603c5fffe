package io.docket.workflow.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed attempt: doubled each time up to a cap, with jitter over the upper half.
 *
 * @param first longest wait after the first failure
 * @param cap longest wait at all
 */
public record Backoff(Duration first, Duration cap) {
    private static final int MAX_DOUBLINGS = 20;

    /** The wait after that many failures, from 1. */
    public Duration after(int failures, RandomGenerator random) {
        long most = Math.min(cap.toMillis(), first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(most - (long) (random.nextDouble() * most / 2));
    }
}
