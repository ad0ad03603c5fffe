package io.docket.projection.stats;

import io.docket.projection.cases.CaseProjector;
import io.docket.projection.casetypes.CaseTypeProjector;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.processes.ProcessProjector;
import io.docket.projection.query.Documents;
import io.docket.projection.query.HotQueries;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.timeline.TimelineProjector;
import io.docket.projection.view.Counter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Counts a tenant's cases, tasks, processes, events and actors. */
@ApplicationScoped
public class Statistics {
    private final HotQueries hot;
    private final Documents documents;
    private final Watermarks watermarks;

    public Statistics(HotQueries hot, Documents documents, Watermarks watermarks) {
        this.hot = hot;
        this.documents = documents;
        this.watermarks = watermarks;
    }

    /** The totals, from the hot views if they can be believed. */
    Uni<Stats> of(String tenant) {
        return hot.statistics(tenant)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom()
                                .item(StatsAssembly.assemble(
                                        "redis",
                                        found.get().counters(),
                                        found.get().actors(),
                                        watermarks.positions()))
                        : stored(tenant));
    }

    /** The totals, counted in the stored documents. */
    Uni<Stats> stored(String tenant) {
        Map<String, Long> counters = new HashMap<>();
        return count(
                        tenant,
                        CaseProjector.VIEW,
                        List.of("caseType", "stage", "status"),
                        "version",
                        (group, add) -> {
                            String type = text(group, "caseType");
                            String status = text(group, "status");
                            add.accept(Counter.stat("cases"), group.count());
                            add.accept(Counter.stat("cases", status), group.count());
                            add.accept(Counter.stat("type", type), group.count());
                            add.accept(Counter.stat("type", type, "stage", text(group, "stage")), group.count());
                            add.accept(Counter.stat("type", type, "status", status), group.count());
                            add.accept(Counter.stat("events", "case"), group.sum());
                        },
                        counters)
                .chain(() -> count(
                        tenant,
                        TaskProjector.VIEW,
                        List.of("status"),
                        "version",
                        (group, add) -> {
                            add.accept(Counter.stat("tasks"), group.count());
                            add.accept(Counter.stat("tasks", text(group, "status")), group.count());
                            add.accept(Counter.stat("events", "task"), group.sum());
                        },
                        counters))
                .chain(() -> count(
                        tenant,
                        ProcessProjector.VIEW,
                        List.of("state"),
                        "version",
                        (group, add) -> {
                            add.accept(Counter.stat("processes"), group.count());
                            add.accept(Counter.stat("processes", text(group, "state")), group.count());
                            add.accept(Counter.stat("events", "process"), group.sum());
                        },
                        counters))
                .chain(() -> count(
                        tenant,
                        CaseTypeProjector.VIEW,
                        List.of(),
                        "version",
                        (group, add) -> add.accept(Counter.stat("events", "case-type"), group.sum()),
                        counters))
                .chain(() -> count(
                        tenant,
                        TimelineProjector.VIEW,
                        List.of(),
                        "count",
                        (group, add) -> add.accept(Counter.stat("events"), group.sum()),
                        counters))
                .chain(() -> documents.countActors(tenant))
                .map(actors -> StatsAssembly.assemble("mongodb", counters, actors, watermarks.positions()));
    }

    private Uni<Void> count(
            String tenant,
            String view,
            List<String> fields,
            String summed,
            BiConsumer<Documents.Group, BiConsumer<String, Long>> counting,
            Map<String, Long> counters) {
        BiConsumer<String, Long> add =
                (counter, value) -> counters.merge(counter.substring(counter.indexOf(':') + 1), value, Long::sum);
        return documents
                .group(view, tenant, fields, summed)
                .invoke(groups -> groups.forEach(group -> counting.accept(group, add)))
                .replaceWithVoid();
    }

    private static String text(Documents.Group group, String field) {
        return String.valueOf(group.values().get(field));
    }
}
