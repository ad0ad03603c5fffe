package io.docket.command.admission;

import com.netflix.concurrency.limits.limit.AbstractLimit;

/**
 * A limit of commands under way that keeps a latency. By Little's law, latency is the number under way by the rate at which
 * they are done; so where latency is twice the goal, half as many fit. While the goal is met and the room is in use, there
 * is a little more each time.
 */
final class LatencyLimit extends AbstractLimit {
    /** The most that it shrinks at once: what is measured next was still let in under the former limit. */
    private static final double STEEPEST = 0.5;

    private final int least;
    private final int most;
    private final long goalNanos;

    /**
     * @param initial room at the beginning
     * @param least room that there always is
     * @param most room that there is at most
     * @param goalNanos latency to keep
     */
    LatencyLimit(int initial, int least, int most, long goalNanos) {
        super(Math.clamp(initial, least, most));
        this.least = least;
        this.most = most;
        this.goalNanos = goalNanos;
    }

    @Override
    protected int _update(long startNanos, long latencyNanos, int inFlight, boolean didDrop) {
        int now = getLimit();
        if (latencyNanos > goalNanos) {
            double fits = (double) goalNanos / latencyNanos;
            return Math.clamp((long) (Math.min(now, inFlight) * Math.max(fits, STEEPEST)), least, most);
        }
        boolean isInUse = inFlight * 2L >= now;
        return isInUse ? Math.clamp(now + (long) Math.sqrt(now), least, most) : now;
    }
}
