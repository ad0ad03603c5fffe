package io.docket.notification.socket;

/** A token bucket: a burst, refilled at a steady rate. Not thread-safe. */
final class RateLimit {
    private static final double NANOS_PER_SECOND = 1e9;

    private final int burst;
    private final double perSecond;
    private double tokens;
    private long last;

    RateLimit(int burst, double perSecond, long nanos) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.tokens = burst;
        this.last = nanos;
    }

    boolean take(long nanos) {
        tokens = Math.min(burst, tokens + (nanos - last) * perSecond / NANOS_PER_SECOND);
        last = nanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
