package io.docket.projection.history.search;

import io.docket.projection.history.HistoryConfig;
import java.nio.file.Path;
import java.time.Duration;

/** Settings with which what is in the log is soon found. */
record QuickHistory(Path folder) implements HistoryConfig {
    @Override
    public Duration awaitedRefresh() {
        return Duration.ZERO;
    }

    @Override
    public Duration refresh() {
        return Duration.ofMillis(1);
    }

    @Override
    public Duration commit() {
        return Duration.ofMillis(50);
    }

    @Override
    public int maxStreams() {
        return 1;
    }

    @Override
    public int maxStreamsPerTenant() {
        return 1;
    }

    @Override
    public int maxExports() {
        return 1;
    }

    @Override
    public int maxExportsPerTenant() {
        return 1;
    }
}
