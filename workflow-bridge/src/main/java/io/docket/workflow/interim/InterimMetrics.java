package io.docket.workflow.interim;

import io.docket.workflow.removal.RemovalQueue;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much interim data there is ({@code docket.interim.keys}, {@code .unbound}, {@code .bytes}), how old the oldest is
 * ({@code .oldest.seconds}), and what waits for removal ({@code .removals.waiting}, {@code .removals.waiting.seconds}).
 */
@Singleton
public class InterimMetrics {
    private final InterimStore store;
    private final RemovalQueue queue;
    private final InstantSource clock;
    private final AtomicLong keys;
    private final AtomicLong unbound;
    private final AtomicLong bytes;
    private final AtomicLong oldest;
    private final AtomicLong waiting;
    private final AtomicLong waitingSeconds;

    /** Gauges of the registry. */
    public InterimMetrics(InterimStore store, RemovalQueue queue, InstantSource clock, MeterRegistry registry) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
        this.keys = gauge(registry, "docket.interim.keys");
        this.unbound = gauge(registry, "docket.interim.unbound");
        this.bytes = gauge(registry, "docket.interim.bytes");
        this.oldest = gauge(registry, "docket.interim.oldest.seconds");
        this.waiting = gauge(registry, "docket.interim.removals.waiting");
        this.waitingSeconds = gauge(registry, "docket.interim.removals.waiting.seconds");
    }

    private static AtomicLong gauge(MeterRegistry registry, String name) {
        return registry.gauge(name, new AtomicLong());
    }

    /** Asks the store. */
    public void measure() {
        InterimStore.Totals totals = store.totals();
        keys.set(totals.keys());
        unbound.set(totals.unbound());
        bytes.set(totals.bytes());
        oldest.set(secondsSince(totals.oldest()));
        waiting.set(queue.size());
        waitingSeconds.set(secondsSince(queue.waitingSince()));
    }

    private long secondsSince(Optional<Instant> since) {
        return since.map(then -> Duration.between(then, clock.instant()).toSeconds())
                .orElse(0L);
    }
}
