package io.docket.projection.health;

import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.deadletter.ParkedRoots.Count;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToIntFunction;

/** Counts what waits, by view, in the partitions of this instance. */
@ApplicationScoped
public class ParkedRootsMetrics {
    private static final Count NONE = new Count(0, 0, 0);

    private final ParkedRoots parked;
    private final MeterRegistry registry;

    public ParkedRootsMetrics(ParkedRoots parked, MeterRegistry registry) {
        this.parked = parked;
        this.registry = registry;
    }

    void start(@Observes StartupEvent started) {
        for (String view : parked.names()) {
            gauge("docket.projection.parked.roots", "roots that wait for an operator", view, Count::roots);
            gauge("docket.projection.parked.events", "events noted behind them", view, Count::queued);
            gauge(
                    "docket.projection.parked.overfull",
                    "roots with more waiting events than are noted; a retry looks for them in the log",
                    view,
                    Count::overfull);
        }
    }

    private void gauge(String name, String description, String view, ToIntFunction<Count> count) {
        Gauge.builder(name, () -> count.applyAsInt(parked.counts().getOrDefault(view, NONE)))
                .description(description)
                .tag("view", view)
                .register(registry);
    }
}
