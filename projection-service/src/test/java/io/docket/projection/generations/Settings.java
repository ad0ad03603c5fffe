package io.docket.projection.generations;

import java.time.Duration;

/** Settings for tests: small batches, one old generation. */
public record Settings(Duration keepFor, Duration maxUnseen, int batch) implements GenerationsConfig {
    /** The usual ones. */
    public static final Settings USUAL = new Settings(Duration.ofDays(1), Duration.ofSeconds(30), 500);

    @Override
    public int keep() {
        return 1;
    }

    @Override
    public Duration lookPause() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration reportPause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int readers() {
        return 2;
    }

    @Override
    public int cachedDocuments() {
        return 1_000;
    }

    @Override
    public int attempts() {
        return 3;
    }
}
