package io.docket.command.admission;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limit.window.PercentileSampleWindowFactory;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Room for commands that are carried out at once: as many as keep their latency. While most commands take longer than the
 * goal, there is room for fewer, so that under overload the ones that are taken stay fast and the rest is told to come
 * back, instead of all of them being slow.
 */
public final class Admission {
    private static final int INITIAL = 256;
    private static final double PERCENTILE = 0.9;
    private static final int SAMPLES = 2_000;
    private static final Duration WINDOW = Duration.ofMillis(200);

    private final Limit limit;
    private final SimpleLimiter<@Nullable Void> limiter;

    /**
     * @param least room that there always is
     * @param most room that there is while the goal is met
     * @param goal latency that nine of ten commands shall keep
     * @param nanoClock the time, in nanoseconds
     */
    public Admission(int least, int most, Duration goal, LongSupplier nanoClock) {
        this.limit = WindowedLimit.newBuilder()
                .minWindowTime(WINDOW.toMillis(), TimeUnit.MILLISECONDS)
                .maxWindowTime(WINDOW.toMillis(), TimeUnit.MILLISECONDS)
                .sampleWindowFactory(PercentileSampleWindowFactory.of(PERCENTILE, SAMPLES))
                .build(new LatencyLimit(INITIAL, least, most, goal.toNanos()));
        this.limiter =
                SimpleLimiter.newBuilder().limit(limit).nanoClock(nanoClock).build();
    }

    /** A place, to be given back; empty if there is none. */
    public Optional<Place> enter() {
        return limiter.acquire(null).map(Place::new);
    }

    /** True if there is no place at this moment. */
    public boolean isFull() {
        return limiter.getInflight() >= limit.getLimit();
    }

    /** How many commands there is room for now. */
    public int room() {
        return limit.getLimit();
    }

    /** How many places are taken. */
    public int taken() {
        return limiter.getInflight();
    }

    /** The place of one command. */
    public static final class Place {
        private final Limiter.Listener listener;

        private Place(Limiter.Listener listener) {
            this.listener = listener;
        }

        /** Gives it back after a command that went all the way: its time counts. */
        public void leave() {
            listener.onSuccess();
        }

        /** Gives it back after a command that did not get far. */
        public void leaveEarly() {
            listener.onIgnore();
        }
    }
}
