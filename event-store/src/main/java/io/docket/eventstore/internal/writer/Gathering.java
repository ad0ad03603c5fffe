package io.docket.eventstore.internal.writer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long the next transaction waits for company: until as many appends wait, in all partitions, as the last one had
 * and left waiting, or about as long as that took, within limits. The callers of the last one come back about then:
 * without it they would be spread over many small transactions, each at the full price. Guarded by its owner's lock,
 * except for the counting.
 */
final class Gathering {
    private static final Duration LEAST = Duration.ofMillis(2);
    private static final Duration MOST = Duration.ofMillis(20);

    private final AtomicInteger waiting = new AtomicInteger();
    private final int most;
    private volatile int wanted = 1;
    private long untilNanos;

    /** @param most appends that are worth waiting for */
    Gathering(int most) {
        this.most = most;
    }

    /** So many appends more wait, or fewer; true if there are enough now and were not before. */
    boolean changed(int by) {
        int now = waiting.addAndGet(by);
        return now >= wanted && now - by < wanted;
    }

    /** Nanoseconds to wait still; zero or less if there are enough, or it was long enough. */
    long restNanos(long now) {
        return waiting.get() >= wanted ? 0 : untilNanos - now;
    }

    /** A transaction with so many appends has ended. */
    void ended(int appends, long now, long tookNanos) {
        wanted = Math.clamp((long) appends + waiting.get(), 1, most);
        untilNanos = now + Math.clamp(tookNanos, LEAST.toNanos(), MOST.toNanos());
    }
}
