package io.docket.projection.history.lake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How far the lake is behind the log, in metrics and for the health check. */
@ApplicationScoped
public class LakeProgress {
    private final MeterRegistry registry;
    private final Map<Integer, Long> lags = new ConcurrentHashMap<>();
    private final Set<Integer> registered = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Failure failure;

    public LakeProgress(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Why the lake is not written.
     *
     * @param at when it was noticed last
     * @param error what was wrong
     */
    public record Failure(Instant at, String error) {}

    void written(Segment segment) {
        registry.counter("docket.lake.segments").increment();
        registry.counter("docket.lake.events").increment(segment.events());
        registry.counter("docket.lake.bytes").increment(segment.bytes());
    }

    /** Notes how many offsets of a partition are not in the lake. */
    void lag(int partition, long lag) {
        if (lags.put(partition, lag) == null && registered.add(partition)) {
            Gauge.builder("docket.lake.lag", lags, all -> all.getOrDefault(partition, 0L))
                    .description("Offsets of the log that are not in the lake yet")
                    .tag("partition", Integer.toString(partition))
                    .register(registry);
        }
    }

    /** Forgets the partitions that other instances write now. */
    void keep(Set<Integer> partitions) {
        lags.keySet().retainAll(partitions);
    }

    void failed(Exception problem) {
        failure = new Failure(Instant.now(), String.valueOf(problem.getMessage()));
        registry.counter("docket.lake.failures").increment();
    }

    void looked() {
        failure = null;
    }

    /** Offsets that are not in the lake, by partition. */
    public Map<Integer, Long> lags() {
        return Map.copyOf(lags);
    }

    /** Why the lake is not written now; empty if it is. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }
}
