package io.docket.workflow.removal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters {@code docket.interim.removals}, {@code .removals.keys} and {@code .removals.failed}. */
public final class RemovalMetrics {
    private final Counter removals;
    private final Counter keys;
    private final Counter failed;

    /** Counters of the registry. */
    public RemovalMetrics(MeterRegistry registry) {
        removals = registry.counter("docket.interim.removals");
        keys = registry.counter("docket.interim.removals.keys");
        failed = registry.counter("docket.interim.removals.failed");
    }

    void dataGone(int count) {
        keys.increment(count);
    }

    void done() {
        removals.increment();
    }

    void failed() {
        failed.increment();
    }
}
