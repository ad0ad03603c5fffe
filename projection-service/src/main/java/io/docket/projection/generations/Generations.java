package io.docket.projection.generations;

import io.docket.projection.apply.Keeper;
import io.docket.projection.apply.SourceStore;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.apply.Targets;
import io.docket.projection.generations.Generation.State;
import io.docket.projection.view.GenerationName;
import io.docket.projection.view.GenerationProjector;
import io.docket.projection.view.Projector;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The generations that this build of the service folds events into. It writes every one that serves, served or will
 * serve, but one that is being built only if its own projector has the version that was asked for: another version would
 * leave documents in it that nobody asked for.
 */
@ApplicationScoped
public class Generations implements Targets, Keeper {
    private static final Duration OPERATION = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 20;

    private final Map<String, Projector> projectors;
    private final Registrar registrar;
    private final CurrentRegistry current;
    private final Accounts accounts;
    private final SourceStore store;

    public Generations(
            @All List<Projector> projectors,
            Registrar registrar,
            CurrentRegistry current,
            Accounts accounts,
            SourceStore store) {
        this.projectors = projectors.stream()
                .collect(Collectors.toMap(Projector::view, Function.identity(), (a, b) -> a, TreeMap::new));
        this.registrar = registrar;
        this.current = current;
        this.accounts = accounts;
        this.store = store;
    }

    @Override
    public List<Projector> of(Map<Integer, List<String>> generations) {
        Map<String, Set<Integer>> partitions = new TreeMap<>();
        generations.forEach((partition, collections) -> {
            if (collections.isEmpty()) {
                throw new IllegalStateException("no generation is kept current in partition " + partition);
            }
            collections.forEach(collection -> partitions
                    .computeIfAbsent(collection, any -> new HashSet<>())
                    .add(partition));
        });
        if (!writable(current.registry()).containsAll(partitions.keySet())) {
            Set<String> foreign = new HashSet<>(partitions.keySet());
            foreign.removeAll(writable(registrar.refresh()));
            if (!foreign.isEmpty()) {
                throw new IllegalStateException("this build cannot write " + foreign);
            }
        }
        List<Projector> targets = new ArrayList<>();
        partitions.forEach((collection, where) -> targets.add(projector(collection, where)));
        return targets;
    }

    @Override
    public void prepare() {
        boolean fresh = await(accounts.readAll()).values().stream()
                .allMatch(account -> account.position().next() == 0);
        Registry registry = registrar.change((before, now) -> before.prepared(projectors.values(), fresh, now));
        createIndexes(writable(registry));
    }

    @Override
    public Map<Integer, StoredPosition> takeOver(Set<Integer> partitions) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Map<Integer, Account> known = await(accounts.readAll());
            if (settle(registrar.refresh(), partitions, known)) {
                Map<Integer, StoredPosition> positions = new HashMap<>();
                await(accounts.readAll()).forEach((partition, account) -> {
                    if (partitions.contains(partition)) {
                        positions.put(partition, account.position());
                    }
                });
                return positions;
            }
        }
        throw new IllegalStateException("the accounts of partitions " + partitions + " change all the time");
    }

    /**
     * Sees to it that partitions of this instance have accounts, and that these name nothing that it cannot write.
     *
     * @return false if something changed meanwhile
     */
    boolean settle(Registry registry, Set<Integer> partitions, Map<Integer, Account> known) {
        Set<String> writable = writable(registry);
        boolean settled = true;
        for (int partition : partitions) {
            Account account = known.get(partition);
            if (account == null) {
                await(accounts.open(
                        partition,
                        writable.stream()
                                .filter(collection -> !isGoing(registry, collection))
                                .sorted()
                                .toList()));
                continue;
            }
            Set<String> foreign = new HashSet<>(account.position().generations());
            foreign.removeAll(writable);
            if (!foreign.isEmpty()) {
                settled &= await(accounts.leave(partition, account.position(), foreign));
            }
        }
        return settled;
    }

    /**
     * The generations that should be kept current in a partition and are not: the one that was asked for first, and those
     * that are at the same place.
     */
    Set<String> missing(Registry registry, Account account) {
        Map<String, Generation> alive = registry.alive();
        List<String> missing = writable(registry).stream()
                .filter(collection -> !account.holds(collection) && !isGoing(registry, collection))
                .sorted(Comparator.comparing((String collection) ->
                                Objects.requireNonNull(alive.get(collection)).requestedAt())
                        .thenComparing(Function.identity()))
                .toList();
        return missing.stream()
                .filter(collection -> account.behindOf(collection).next()
                        == account.behindOf(missing.getFirst()).next())
                .collect(Collectors.toSet());
    }

    /** The projectors that fold into the collections, in these partitions. */
    List<Projector> projectors(Collection<String> collections, Set<Integer> partitions) {
        return collections.stream()
                .map(collection -> projector(collection, partitions))
                .toList();
    }

    /** Creates the indexes of the collections where they are missing. */
    void createIndexes(Set<String> collections) {
        await(store.createIndexes(projectors(collections, Set.of())));
    }

    /** The projector of a view; absent if this build has none. */
    @Nullable
    Projector projector(String view) {
        return projectors.get(view);
    }

    /** The views of this build. */
    Set<String> views() {
        return projectors.keySet();
    }

    private Set<String> writable(Registry registry) {
        return registry.alive().entrySet().stream()
                .filter(entry -> {
                    Projector projector =
                            projectors.get(GenerationName.of(entry.getKey()).view());
                    return projector != null
                            && (entry.getValue().state() != State.BUILDING
                                    || entry.getValue().version() == projector.version());
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Projector projector(String collection, Set<Integer> partitions) {
        Projector projector = projectors.get(GenerationName.of(collection).view());
        if (projector == null) {
            throw new IllegalStateException("this build has no view for " + collection);
        }
        return new GenerationProjector(projector, collection, partitions);
    }

    private static boolean isGoing(Registry registry, String collection) {
        Generation generation = registry.alive().get(collection);
        return generation == null || generation.state() == State.DROPPING;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(OPERATION);
    }
}
