package io.docket.projection.generations;

import io.docket.projection.apply.Source;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Tells metrics and health which generations serve and how far builds are, as the last look found them. */
@ApplicationScoped
public class Report {
    private final Source source;
    private final Administration administration;
    private final Generations generations;
    private volatile Map<String, ProjectionStatus> last = Map.of();

    public Report(Source source, Administration administration, Generations generations) {
        this.source = source;
        this.administration = administration;
        this.generations = generations;
    }

    /** Takes note of how the views are doing. */
    void update() {
        if (source.madeFrom().isPresent()) {
            Map<String, ProjectionStatus> now = new TreeMap<>();
            administration.statuses().forEach(status -> now.put(status.name(), status));
            last = now;
        }
    }

    /** What is not as always: views that are being built, or whose build was given up. */
    public Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        last.forEach((view, status) -> {
            switch (status.state()) {
                case "building", "catching-up" ->
                    details.put("build-" + view, status.state() + " " + status.percent() + " %");
                case "failed" -> details.put("build-" + view, "failed: " + status.error());
                default -> details.put("generation-" + view, Integer.toString(status.servingGeneration()));
            }
        });
        return details;
    }

    /** Shows the gauges of every view. */
    void register(MeterRegistry registry) {
        for (String view : generations.views()) {
            gauge(
                    registry,
                    view,
                    "docket.projection.generation",
                    "generation that serves",
                    status -> status.servingGeneration());
            gauge(
                    registry,
                    view,
                    "docket.projection.build.percent",
                    "progress of the build",
                    ProjectionStatus::percent);
            gauge(
                    registry,
                    view,
                    "docket.projection.build.rate",
                    "events a second of the build",
                    status -> status.eventsPerSecond());
            gauge(
                    registry,
                    view,
                    "docket.projection.build.failed",
                    "1 if the last build was given up",
                    status -> status.state().equals("failed") ? 1 : 0);
        }
    }

    private void gauge(
            MeterRegistry registry,
            String view,
            String name,
            String description,
            ToDoubleFunction<ProjectionStatus> value) {
        Gauge.builder(name, this, report -> value(report.last.get(view), value))
                .description(description)
                .tag("view", view)
                .register(registry);
    }

    private static double value(@Nullable ProjectionStatus status, ToDoubleFunction<ProjectionStatus> value) {
        return status == null ? Double.NaN : value.applyAsDouble(status);
    }
}
