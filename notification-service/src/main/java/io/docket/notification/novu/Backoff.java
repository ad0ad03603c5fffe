package io.docket.notification.novu;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubles from {@code first} to {@code max}, at least half of it random, so that
 * many waiting together do not come back together.
 */
record Backoff(Duration first, Duration max) {
    private static final int MAX_DOUBLINGS = 20;

    /** The wait after so many failed attempts; a wait that was asked for counts, up to {@code max}. */
    Duration after(int failures, Optional<Duration> asked, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long ceiling = Math.min(doubled, max.toMillis());
        long jittered = ceiling / 2 + random.nextLong(ceiling / 2 + 1);
        long wanted = asked.map(Duration::toMillis).orElse(0L);
        return Duration.ofMillis(Math.max(jittered, Math.min(wanted, max.toMillis())));
    }
}
