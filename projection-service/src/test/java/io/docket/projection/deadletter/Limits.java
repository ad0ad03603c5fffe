package io.docket.projection.deadletter;

import java.time.Duration;

/** Limits that a test reaches soon, or never. */
public record Limits(int maxQueuedPerRoot, int maxQueued, int maxRoots) implements DeadLetterConfig {
    /** Limits that no test reaches. */
    public static final Limits FAR = new Limits(1_000, 10_000, 1_000);

    @Override
    public Duration lookPause() {
        return Duration.ofMillis(10);
    }

    @Override
    public Duration operationTimeout() {
        return Duration.ofSeconds(20);
    }
}
