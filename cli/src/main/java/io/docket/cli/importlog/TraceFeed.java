package io.docket.cli.importlog;

import io.docket.cli.xes.XesReader;
import java.util.Optional;

/** The plans of a log's traces, handed out one by one to whoever asks. Thread-safe. */
final class TraceFeed {
    private final XesReader reader;
    private final TracePlanner planner;
    private final long limit;
    private long handedOut;

    TraceFeed(XesReader reader, TracePlanner planner, long limit) {
        this.reader = reader;
        this.planner = planner;
        this.limit = limit;
    }

    /** The plan of the next trace, or empty after the last. */
    synchronized Optional<TracePlan> next() {
        if (handedOut == limit) {
            return Optional.empty();
        }
        handedOut++;
        return reader.next().map(planner::plan);
    }
}
