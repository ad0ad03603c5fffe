package io.docket.workflow.removal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gauge {@code docket.interim.orphans}, what the last sweep found that should not be; and counter {@code
 * docket.interim.expired}, what nobody started an instance with in time, which is as it should be.
 */
public final class SweepMetrics {
    private final AtomicLong orphans = new AtomicLong();
    private final Counter expired;

    /** Meters of the registry. */
    public SweepMetrics(MeterRegistry registry) {
        registry.gauge("docket.interim.orphans", orphans);
        expired = registry.counter("docket.interim.expired");
    }

    void expired(int count) {
        expired.increment(count);
    }

    void found(long count) {
        orphans.set(count);
    }
}
