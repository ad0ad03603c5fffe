package io.docket.projection.generations;

import io.docket.projection.apply.ApplyConfig;
import io.docket.projection.apply.BatchApplier;
import io.docket.projection.apply.LogEntry;
import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Positions;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.apply.Views;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds the log into generations that are behind, in some partitions of this instance, until they hold at least what is
 * kept current there: then they join. It applies batches as everybody does, to other collections and with positions of
 * its own, so it may be killed anywhere and begun again by anybody.
 */
final class Build implements AutoCloseable {
    private static final Duration READ_WAIT = Duration.ofMillis(50);
    private static final Duration OPERATION = Duration.ofSeconds(30);

    private final Set<String> collections;
    private final Accounts accounts;
    private final Partitions served;
    private final LogReader reader;
    private final Partitions ours;
    private final BatchApplier applier;
    private final Set<Integer> partitions;

    /**
     * Begins where the accounts say.
     *
     * @param projectors fold into the collections
     * @param partitions where; all of them of this instance
     * @param served the partitions that this instance keeps current
     */
    Build(
            Set<String> collections,
            List<Projector> projectors,
            Set<Integer> partitions,
            Views views,
            Accounts accounts,
            Partitions served,
            LogReader reader,
            ParkedRoots parked,
            ApplyConfig config,
            Clock clock) {
        this.collections = Set.copyOf(collections);
        this.partitions = new HashSet<>(partitions);
        this.accounts = accounts;
        this.served = served;
        this.reader = reader;
        this.ours = new Partitions(new Watermarks(), clock);
        Positions positions = new BehindPositions(accounts, collections);
        this.applier = new BatchApplier(
                generations -> projectors,
                views,
                positions,
                (states, actors, next) -> Uni.createFrom().voidItem(),
                ours,
                reader,
                parked,
                config);
        start(positions);
    }

    /** One step: reads, folds, writes, joins. False as soon as there is nothing left to do. */
    boolean step() {
        if (partitions.retainAll(served.assigned())) {
            reader.keep(partitions);
        }
        if (partitions.isEmpty()) {
            return false;
        }
        List<LogEntry> batch = applier.accept(reader.read(READ_WAIT));
        if (applier.apply(batch) > 0) {
            count(batch);
        }
        if (partitions.removeIf(this::joins)) {
            reader.keep(partitions);
        }
        return !partitions.isEmpty();
    }

    @Override
    public void close() {
        reader.close();
    }

    private void start(Positions positions) {
        Map<Integer, StoredPosition> stored = await(positions.read(partitions));
        Map<Integer, Long> offsets = new HashMap<>();
        stored.forEach((partition, position) -> {
            ours.assigned(partition, position);
            offsets.put(partition, position.safe());
        });
        partitions.retainAll(stored.keySet());
        reader.start(offsets);
    }

    private void count(List<LogEntry> batch) {
        batch.stream()
                .collect(Collectors.groupingBy(entry -> entry.position().partition(), Collectors.counting()))
                .forEach((partition, events) -> await(accounts.count(partition, collections, events)));
    }

    private boolean joins(int partition) {
        long reached = ours.stored(partition);
        return served.assigned().contains(partition)
                && reached >= served.stored(partition)
                && await(accounts.join(partition, collections, reached));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(OPERATION);
    }
}
