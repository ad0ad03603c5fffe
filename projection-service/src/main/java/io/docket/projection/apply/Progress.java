package io.docket.projection.apply;

import io.docket.projection.freshness.Watermarks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How the service gets on: batches, events, the last failure. */
@ApplicationScoped
public class Progress {
    private static final Logger LOG = Logger.getLogger(Progress.class);

    private final Clock clock;
    private final Counter events;
    private final Counter failures;
    private final Counter unreadable;
    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private volatile @Nullable Failure lastFailure;

    public Progress(MeterRegistry registry, Partitions partitions, Watermarks watermarks, Clock clock) {
        this.clock = clock;
        this.events = Counter.builder("docket.projection.events")
                .description("events applied to the views")
                .register(registry);
        this.failures = Counter.builder("docket.projection.failures")
                .description("failed attempts to apply a batch")
                .register(registry);
        this.unreadable = Counter.builder("docket.projection.unreadable")
                .description("records of the log that are no events, in no view")
                .register(registry);
        this.batchSize = DistributionSummary.builder("docket.projection.batch.size")
                .description("events in a batch")
                .register(registry);
        this.batchTime = Timer.builder("docket.projection.batch")
                .description("time to apply a batch")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        registry.gauge(
                "docket.projection.partitions",
                partitions,
                known -> known.assigned().size());
        registry.gauge(
                "docket.projection.position",
                watermarks,
                known -> known.positions().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    /** Notes a batch that is in the views. */
    public void applied(int count, Duration took) {
        events.increment(count);
        batchSize.record(count);
        batchTime.record(took);
    }

    /** Notes a record that is no event: it belongs to nobody, so only the log and this count tell of it. */
    public void unreadable(LogEntry record) {
        unreadable.increment();
        LOG.errorf("record is no event position=%s root=%s error=%s", record.position(), record.root(), record.fault());
    }

    /** Notes an attempt that failed and is made again. */
    public void failed(RuntimeException failure) {
        failures.increment();
        lastFailure = new Failure(Instant.now(clock), String.valueOf(failure.getMessage()));
        LOG.warnf("batch not applied, tries again error=%s", failure);
    }

    /** The last failed attempt; empty if there was none. */
    public Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** A failed attempt. */
    public record Failure(Instant at, String error) {}
}
