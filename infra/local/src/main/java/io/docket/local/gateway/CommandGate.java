package io.docket.local.gateway;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter.Listener;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many single commands are passed on at once: fewer after each time that the service told one to come back, so that
 * while there are too many, most are refused here, where that costs least, and those that are passed on do not wait in a
 * row with them.
 */
final class CommandGate {
    private static final String PATH = "/api/commands/";
    static final int INITIAL = 128;
    static final int LEAST = 32;
    static final int MOST = 384;
    private static final double BACKOFF = 0.9;
    static final long WINDOW_MILLIS = 100;
    static final long TOO_LONG_SECONDS = 5;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final Limit limit = WindowedLimit.newBuilder()
            .minWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
            .maxWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
            .build(AIMDLimit.newBuilder()
                    .initialLimit(INITIAL)
                    .minLimit(LEAST)
                    .maxLimit(MOST)
                    .backoffRatio(BACKOFF)
                    .timeout(TOO_LONG_SECONDS, TimeUnit.SECONDS)
                    .build());
    private final SimpleLimiter<@Nullable Void> limiter;

    /** @param nanoClock the time, in nanoseconds */
    CommandGate(LongSupplier nanoClock) {
        this.limiter =
                SimpleLimiter.newBuilder().limit(limit).nanoClock(nanoClock).build();
    }

    /** Whether a request is one that passes here. */
    static boolean guards(HttpMethod method, String path) {
        return method == HttpMethod.POST && path.startsWith(PATH);
    }

    /** True if no command can pass at this moment. */
    boolean isFull() {
        return limiter.getInflight() >= limit.getLimit();
    }

    /** How many commands can be on their way at once now. */
    int room() {
        return limit.getLimit();
    }

    /** The passage of one command; empty if there are too many. */
    Optional<Passage> enter() {
        return limiter.acquire(null).map(Passage::new);
    }

    /** A command that is passed on. */
    record Passage(Listener listener) {
        /** The service has answered so. */
        void answered(int status) {
            if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
                listener.onDropped();
            } else {
                listener.onSuccess();
            }
        }
    }
}
