package io.docket.cli.bulk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a retry: growing, capped, with jitter.
 *
 * @param first longest first wait
 * @param longest cap of a wait
 * @param attempts attempts without any progress before giving up
 */
public record Backoff(Duration first, Duration longest, int attempts) {
    /** Up to 0.2 s, doubled up to 10 s, for 20 attempts: about two minutes. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), 20);

    private static final int MAX_DOUBLINGS = 20;

    /**
     * The wait before an attempt.
     *
     * @param attempt number of attempts so far without progress, from 1
     * @param askedSeconds what the server asks for, 0 if nothing; capped like every wait
     */
    public Duration before(int attempt, long askedSeconds, RandomGenerator random) {
        long cap = Math.min(first.toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS), longest.toMillis());
        long jittered = cap / 2 + random.nextLong(cap / 2 + 1);
        long asked = Math.min(Duration.ofSeconds(askedSeconds).toMillis(), longest.toMillis());
        return Duration.ofMillis(Math.max(jittered, asked));
    }
}
