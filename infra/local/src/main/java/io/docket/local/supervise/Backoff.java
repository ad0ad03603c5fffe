package io.docket.local.supervise;

import java.time.Duration;

/** How long to wait before the next start of what has died: 1 s, 2 s, 4 s … 30 s, from the beginning after a stable minute. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofSeconds(60);

    private Duration next = FIRST;

    /** The wait after a run that lasted so long. */
    Duration after(Duration run) {
        if (run.compareTo(STABLE) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return wait;
    }
}
