package io.docket.projection.stats;

import io.docket.kit.problem.Problems;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.query.Documents;
import io.docket.projection.query.HotQueries;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Projector;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Counts what happens to a tenant's cases, tasks, processes and records. The hot views have all counters ready; while they
 * cannot be believed, the same counters are added up from the stored documents.
 */
@ApplicationScoped
public class Statistics {
    /** Tenants whose documents are added up at once. */
    static final int MAX_ADDING_UP = 2;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final HotQueries hot;
    private final Documents documents;
    private final Watermarks watermarks;
    private final List<Projector> projectors;
    private final Clock clock;
    private final Semaphore room = new Semaphore(MAX_ADDING_UP);

    public Statistics(
            HotQueries hot, Documents documents, Watermarks watermarks, @All List<Projector> projectors, Clock clock) {
        this.hot = hot;
        this.documents = documents;
        this.watermarks = watermarks;
        this.projectors = List.copyOf(projectors);
        this.clock = clock;
    }

    /** The statistics, from the hot views if they can be believed. */
    Uni<Stats> of(String tenant, int days) {
        Window window = new Window(clock.instant(), days);
        List<String> groups = new ArrayList<>(
                List.of(Counter.STATS, Counter.LEAD, Counter.AGE, Counter.TASK_AGE, Counter.DUE, Counter.WORK));
        groups.addAll(window.flows());
        return hot.statistics(tenant, groups)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom()
                                .item(StatsAssembly.assemble(
                                        "redis",
                                        new Tally(found.get().counters()),
                                        found.get().actors(),
                                        watermarks.positions(),
                                        window))
                        : stored(tenant, days));
    }

    /** The statistics, added up from the stored documents; 503 if that is done for too many already. */
    Uni<Stats> stored(String tenant, int days) {
        Window window = new Window(clock.instant(), days);
        return Uni.createFrom().deferred(() -> {
            if (!room.tryAcquire()) {
                throw Problems.unavailable("Too many statistics are added up at once", RETRY_AFTER);
            }
            return addUp(tenant)
                    .chain(tally -> documents
                            .countActors(tenant)
                            .map(actors ->
                                    StatsAssembly.assemble("mongodb", tally, actors, watermarks.positions(), window)))
                    .onTermination()
                    .invoke(room::release);
        });
    }

    private Uni<Tally> addUp(String tenant) {
        Uni<Tally> tally = Uni.createFrom().item(Tally::empty);
        for (Projector projector : projectors) {
            tally = projector.countedFields().isEmpty()
                    ? tally
                    : tally.chain(sum -> documents
                            .all(projector.view(), tenant, projector.countedFields())
                            .onItem()
                            .invoke(stored ->
                                    projector.counters(stored.document()).forEach(sum::add))
                            .collect()
                            .last()
                            .replaceWith(sum));
        }
        return tally;
    }
}
