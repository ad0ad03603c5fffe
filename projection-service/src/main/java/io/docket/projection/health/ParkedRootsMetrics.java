package io.docket.projection.health;

import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.deadletter.ParkedRoots.Count;
import io.docket.projection.view.GenerationName;
import io.docket.projection.view.Projector;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.ToIntFunction;

/** Counts what waits, by view, of all generations, in the partitions of this instance. */
@ApplicationScoped
public class ParkedRootsMetrics {
    private final List<Projector> projectors;
    private final ParkedRoots parked;
    private final MeterRegistry registry;

    public ParkedRootsMetrics(@All List<Projector> projectors, ParkedRoots parked, MeterRegistry registry) {
        this.projectors = projectors;
        this.parked = parked;
        this.registry = registry;
    }

    void start(@Observes StartupEvent started) {
        for (Projector projector : projectors) {
            String view = projector.view();
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
        Gauge.builder(name, () -> sum(view, count))
                .description(description)
                .tag("view", view)
                .register(registry);
    }

    private int sum(String view, ToIntFunction<Count> count) {
        return parked.counts().entrySet().stream()
                .filter(entry -> GenerationName.of(entry.getKey()).view().equals(view))
                .mapToInt(entry -> count.applyAsInt(entry.getValue()))
                .sum();
    }
}
