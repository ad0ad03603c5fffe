package io.docket.notification.stream;

import io.docket.kit.problem.Problems;
import io.docket.notification.live.LiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams and polls that are open, and the limit on them. */
@ApplicationScoped
public class OpenStreams {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final LiveConfig config;
    private final AtomicInteger open = new AtomicInteger();

    OpenStreams(LiveConfig config) {
        this.config = config;
    }

    /** How many are open. */
    public int count() {
        return open.get();
    }

    /** Counts one in; 503 if there are as many as there may be. */
    void enter() {
        if (open.incrementAndGet() > config.maxStreams()) {
            open.decrementAndGet();
            throw Problems.unavailable("Too many streams are open", RETRY_AFTER);
        }
    }

    void leave() {
        open.decrementAndGet();
    }
}
