package io.docket.projection.generations;

import io.docket.projection.apply.BatchApplier;
import io.docket.projection.apply.LogEntry;
import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Recordings;
import io.docket.projection.deadletter.Limits;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An instance of the service in a world in memory; it does nothing by itself. */
final class MemoryInstance {
    static final int AT_ONCE = 20;

    final CurrentRegistry current;
    final Generations generations;
    final Administration administration;
    final Supervisor supervisor;
    Map<Integer, Set<String>> missing = Map.of();

    private final MemoryWorld world;
    private final Partitions partitions;
    final Builders builders;
    private final BatchApplier applier;
    private final Recordings.Log rewinds = new Recordings.Log();
    private final Map<Integer, Long> places = new TreeMap<>();
    private int rewindsSeen;

    MemoryInstance(MemoryWorld world, List<Projector> projectors) {
        this.world = world;
        current = new CurrentRegistry(Settings.USUAL, world.clock);
        Registrar registrar = new Registrar(world, current, world.clock);
        generations = new Generations(projectors, registrar, current, world.accounts, world);
        partitions = new Partitions(new Watermarks(), world.clock);
        applier = new BatchApplier(
                generations,
                world,
                world.accounts.positions(),
                (states, actors, next) -> Uni.createFrom().voidItem(),
                partitions,
                rewinds,
                new ParkedRoots(partitions, world.letters, Limits.FAR, world.clock),
                new Recordings.Config());
        builders = new Builders(
                generations,
                registrar,
                world,
                world.accounts,
                partitions,
                world,
                world.letters,
                Settings.USUAL,
                Limits.FAR,
                new Recordings.Config(),
                world.clock);
        administration = new Administration(
                () -> Optional.of("log"), registrar, generations, world.accounts, world, world.clock);
        supervisor = new Supervisor(
                () -> Optional.of("log"),
                registrar,
                generations,
                world.accounts,
                world,
                found -> missing = found,
                partitions,
                world,
                Settings.USUAL,
                world.clock);
        generations.prepare();
    }

    /** Takes partitions over. */
    MemoryInstance owns(Integer... taken) {
        generations.takeOver(Set.of(taken)).forEach((partition, position) -> {
            applier.forget(partition);
            partitions.assigned(partition, position);
            places.put(partition, position.safe());
        });
        return this;
    }

    /** Gives partitions up. */
    void loses(Integer... lost) {
        for (int partition : lost) {
            partitions.revoked(partition);
            places.remove(partition);
        }
    }

    /** Applies a few events of each partition; false if there were none. */
    boolean applySome() {
        List<LogEntry> batch = new ArrayList<>();
        places.replaceAll((partition, place) -> {
            List<LogEvent> next = world.log.getOrDefault(partition, List.of()).stream()
                    .filter(event -> event.position().offset() >= place)
                    .limit(AT_ONCE)
                    .toList();
            next.stream().map(LogEntry::readable).forEach(batch::add);
            return next.isEmpty() ? place : next.getLast().position().offset() + 1;
        });
        applier.apply(applier.accept(batch));
        for (; rewindsSeen < rewinds.rewinds().size(); rewindsSeen++) {
            Recordings.Rewind rewind = rewinds.rewinds().get(rewindsSeen);
            places.put(rewind.partition(), rewind.offset());
        }
        return !batch.isEmpty();
    }

    /** Applies everything that is in the log. */
    void applyAll() {
        while (applySome()) {
            continue;
        }
    }

    /** Builds what the last look found missing, until nothing is. */
    void buildAll() {
        for (supervisor.look(); missing.values().stream().anyMatch(found -> !found.isEmpty()); supervisor.look()) {
            missing.forEach((partition, collections) -> {
                if (!collections.isEmpty()) {
                    try (Build build = build(collections, partition)) {
                        while (build.step()) {
                            applySome();
                        }
                    }
                }
            });
        }
    }

    /** A build in one partition. */
    Build build(Set<String> collections, int partition) {
        return builders.build(collections, Set.of(partition));
    }

    /** How often it read a partition again. */
    int rewinds() {
        return rewinds.rewinds().size();
    }

    /** What a query of the whole view answers here. */
    Map<String, Document> query(String view) {
        return world.contents(current.collection(view).orElseThrow());
    }
}
