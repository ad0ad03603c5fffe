package io.docket.projection.apply;

import io.docket.projection.deadletter.Letter;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.deadletter.Parking;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Applies a batch once: load, check, fold, write, then the position.
 *
 * <pre>
 * load parked roots, documents -> is the store where we left it? -> fold -> write documents, parked roots, hot views -> move the position
 *                                    | no                                                                            | refused
 *                                    +--------------------> read the partition again from its safe position <--------+
 * </pre>
 *
 * The position moves last and only from where it was, so it is never ahead of the documents; a document is never
 * replaced by one with fewer events, so applying a batch twice changes nothing. The check comes after the load: a store
 * that lost its tail shows it in the position, and what was loaded before is whole. It is made where all documents are
 * remembered, too: a page that a timeline has outgrown is not part of what is remembered, and would stay lost. The
 * position names the generations that it is said of: when one joined or left meanwhile, the batch is folded again for
 * those that are there now. It is, too, when a partition was given up or taken over meanwhile: what was known of its parked
 * roots is forgotten then, and a batch that is folded without it would put their events into the documents.
 */
@ApplicationScoped
public class BatchApplier {
    private static final Logger LOG = Logger.getLogger(BatchApplier.class);
    private static final StoredPosition START = new StoredPosition(0, 0);
    private static final int MAX_NOTED_ACTORS = 10_000;

    private final Targets targets;
    private final RootApplier roots;
    private final ParkedRoots parked;
    private final Views views;
    private final Positions positions;
    private final HotViews hotViews;
    private final Partitions partitions;
    private final EventLog log;
    private final ApplyConfig config;
    private final DocumentCache cache;
    private final Set<String> notedActors = ConcurrentHashMap.newKeySet();

    public BatchApplier(
            Targets targets,
            Views views,
            Positions positions,
            HotViews hotViews,
            Partitions partitions,
            EventLog log,
            ParkedRoots parked,
            ApplyConfig config) {
        this.targets = targets;
        this.roots = new RootApplier(views, parked, config.operationTimeout());
        this.parked = parked;
        this.views = views;
        this.positions = positions;
        this.hotViews = hotViews;
        this.partitions = partitions;
        this.log = log;
        this.config = config;
        this.cache = new DocumentCache(config.cachedDocuments());
    }

    /** The records that are to be applied: without those that were on their way when their partition was rewound. */
    public synchronized List<LogEntry> accept(List<LogEntry> records) {
        return records.stream()
                .filter(entry -> partitions.accepts(entry.position()))
                .toList();
    }

    /**
     * Applies the records. Whoever calls may call again with the same records after an exception: those of a partition that was
     * given up meanwhile are left to its new owner.
     *
     * @return the number of events that are in the views now, or wait; those of a rewound partition come again
     */
    public synchronized int apply(List<LogEntry> given) {
        Set<Integer> ours = partitions.assigned();
        List<LogEntry> records = given.stream()
                .filter(entry -> ours.contains(entry.position().partition()))
                .toList();
        if (records.isEmpty()) {
            return 0;
        }
        Map<Integer, Long> ends = ends(records);
        parked.load(ends.keySet());
        Map<Integer, List<String>> generations = partitions.generations(ends.keySet());
        List<Projector> projectors;
        try {
            projectors = targets.of(generations);
        } catch (IllegalStateException unknown) {
            if (regroup(await(positions.read(ends.keySet())))) {
                return apply(records);
            }
            throw unknown;
        }
        BatchFold fold = new BatchFold(projectors);
        Map<DocumentKey, Document> known = load(fold, records);
        Map<Integer, StoredPosition> stored = await(positions.read(ends.keySet()));
        Set<Integer> lost = misplaced(ends.keySet(), stored);
        if (!lost.isEmpty()) {
            lost.forEach(this::rewind);
            return apply(records.stream()
                    .filter(entry -> !lost.contains(entry.position().partition()))
                    .toList());
        }
        if (regroup(stored)) {
            return apply(records);
        }
        List<LogEvent> events = events(records);
        Parking parking = new Parking(parked);
        FoldedBatch batch = fold.fold(events, known::get, parking);
        if (!parked.knows(ends.keySet())) {
            return apply(records);
        }
        FoldWriter.Written written = new FoldWriter(projectors, views, config.operationTimeout()).write(batch);
        List<HotViews.State> states = new ArrayList<>(written.states());
        park(written.refused().keySet(), projectors, events, parking, states::addAll);
        noteActors(batch.actors());
        save(parking, ends.keySet());
        await(hotViews.apply(states, batch.actors(), stretches(records, ends)));
        remember(batch, written.refused().keySet(), advance(ends, generations));
        return events.size();
    }

    private Map<DocumentKey, Document> load(BatchFold fold, List<LogEntry> records) {
        Map<DocumentKey, Document> known = new HashMap<>();
        Map<Integer, List<LogEvent>> byPartition = events(records).stream()
                .collect(Collectors.groupingBy(
                        event -> event.position().partition(), TreeMap::new, Collectors.toList()));
        Set<DocumentKey> missing = new HashSet<>();
        byPartition.forEach((partition, events) -> {
            for (DocumentKey key : fold.needed(events)) {
                Document cached = cache.get(partition, key);
                if (cached == null) {
                    missing.add(key);
                } else {
                    known.put(key, cached);
                }
            }
        });
        if (!missing.isEmpty()) {
            known.putAll(await(views.load(missing)));
        }
        return known;
    }

    private Set<Integer> misplaced(Set<Integer> read, Map<Integer, StoredPosition> stored) {
        return read.stream()
                .filter(partition -> stored.getOrDefault(partition, START).next() != partitions.stored(partition))
                .collect(Collectors.toSet());
    }

    private boolean regroup(Map<Integer, StoredPosition> stored) {
        Set<Integer> regrouped = partitions.regroup(stored);
        regrouped.forEach(this::forget);
        return !regrouped.isEmpty();
    }

    /** Parks the roots of documents that the store refuses, each from the event on that it cannot take. */
    private void park(
            Set<DocumentKey> refused,
            List<Projector> projectors,
            List<LogEvent> events,
            Parking parking,
            Consumer<List<HotViews.State>> hot) {
        Map<String, Projector> byView =
                projectors.stream().collect(Collectors.toMap(Projector::view, Function.identity()));
        Map<Projector, Set<String>> rootsByProjector = new HashMap<>();
        for (DocumentKey key : refused) {
            Projector projector = Objects.requireNonNull(byView.get(key.view()));
            events.stream()
                    .filter(event -> isOf(event, key, projector))
                    .findFirst()
                    .ifPresent(event -> rootsByProjector
                            .computeIfAbsent(projector, any -> new HashSet<>())
                            .add(tenantAndRoot(event)));
        }
        rootsByProjector.forEach((projector, named) -> named.forEach(root -> park(
                projector,
                events.stream()
                        .filter(event -> projector.documentId(event) != null && root.equals(tenantAndRoot(event)))
                        .toList(),
                parking,
                hot)));
    }

    private void park(Projector projector, List<LogEvent> ofRoot, Parking parking, Consumer<List<HotViews.State>> hot) {
        List<LogEvent> live = ofRoot.stream()
                .filter(event -> !parking.holds(projector.view(), event))
                .toList();
        int partition = ofRoot.getFirst().position().partition();
        roots.apply(projector, live, () -> isInPlace(partition), hot).ifPresent(unfit -> {
            parking.park(projector.view(), unfit.event(), unfit.why());
            ofRoot.forEach(event -> parking.holds(projector.view(), event));
        });
    }

    private static String tenantAndRoot(LogEvent event) {
        return event.envelope().tenant() + '/' + event.envelope().root();
    }

    private static boolean isOf(LogEvent event, DocumentKey key, Projector projector) {
        return event.envelope().tenant().equals(key.tenant()) && key.id().equals(projector.documentId(event));
    }

    private void save(Parking parking, Set<Integer> touched) {
        if (!parked.save(parking.changes())) {
            touched.forEach(this::forget);
            throw new IllegalStateException("another instance changed parked roots; they are read again");
        }
        parking.parkedNow().forEach(BatchApplier::report);
    }

    private void noteActors(Map<String, Set<String>> actors) {
        Map<String, Set<String>> newActors = newActors(actors);
        if (!newActors.isEmpty()) {
            try {
                await(views.noteActors(newActors));
            } catch (RuntimeException unnoted) {
                notedActors.clear();
                throw unnoted;
            }
        }
    }

    private Map<String, Set<String>> newActors(Map<String, Set<String>> actors) {
        Map<String, Set<String>> unknown = new HashMap<>();
        actors.forEach((tenant, users) -> users.forEach(user -> {
            if (notedActors.size() >= MAX_NOTED_ACTORS) {
                notedActors.clear();
            }
            if (notedActors.add(tenant + '/' + user)) {
                unknown.computeIfAbsent(tenant, any -> new HashSet<>()).add(user);
            }
        }));
        return unknown;
    }

    /** Moves the positions, all at once; answers the partitions whose position was where it was left. */
    private Set<Integer> advance(Map<Integer, Long> ends, Map<Integer, List<String>> generations) {
        List<Uni<Move>> moves = new ArrayList<>();
        ends.forEach((partition, end) -> {
            StoredPosition position =
                    partitions.advance(partition, end).of(generations.getOrDefault(partition, List.of()));
            moves.add(positions
                    .advance(partition, partitions.stored(partition), position)
                    .map(moved -> new Move(partition, position, moved)));
        });
        Set<Integer> advanced = new HashSet<>();
        for (Move move : await(Uni.join().all(moves).andCollectFailures())) {
            if (move.moved()) {
                partitions.advanced(move.partition(), move.position());
                advanced.add(move.partition());
            } else {
                rewind(move.partition());
            }
        }
        return advanced;
    }

    /** Reads the partition again from where the store says; where the log cannot, what is expected of the store stays as it is. */
    void rewind(int partition) {
        forget(partition);
        StoredPosition position = await(positions.read(Set.of(partition))).getOrDefault(partition, START);
        LOG.warnf(
                "views are not where they were left partition=%d expected=%d stored=%d continues=%d",
                partition, partitions.stored(partition), position.next(), position.safe());
        log.rewind(partition, position.safe());
        partitions.rewound(partition, position);
    }

    /** Runs it when no batch is being applied, and none begins meanwhile. */
    synchronized <T> T betweenBatches(Supplier<T> action) {
        return action.get();
    }

    /** True if the store is where it was left. */
    boolean isInPlace(int partition) {
        Set<Integer> one = Set.of(partition);
        return misplaced(one, await(positions.read(one))).isEmpty();
    }

    /**
     * Applies events of one root to a view, as a retry does. Fails if the hot views may not have it: the retry is to be made again
     * then.
     */
    Optional<RootApplier.Unfit> applyRoot(Projector projector, int partition, List<LogEvent> events) {
        List<HotViews.State> states = new ArrayList<>();
        Optional<RootApplier.Unfit> unfit = roots.apply(projector, events, () -> isInPlace(partition), states::addAll);
        for (LogEvent event : events) {
            String id = projector.documentId(event);
            if (id != null) {
                cache.remove(
                        partition,
                        new DocumentKey(projector.view(), event.envelope().tenant(), id));
            }
        }
        if (!states.isEmpty()) {
            await(hotViews.applyOrFail(states));
        }
        return unfit;
    }

    /** Forgets what is known of the partition's documents. */
    public void forget(int partition) {
        cache.forget(partition);
        parked.forget(partition);
        notedActors.clear();
    }

    private void remember(FoldedBatch batch, Set<DocumentKey> refused, Set<Integer> advanced) {
        batch.lastEvents().forEach((key, event) -> {
            int partition = event.position().partition();
            Document document = batch.touched().get(key);
            if (!advanced.contains(partition) || refused.contains(key) || document == null) {
                cache.remove(partition, key);
            } else {
                cache.put(partition, key, document);
            }
        });
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(config.operationTimeout());
    }

    private static List<LogEvent> events(List<LogEntry> records) {
        List<LogEvent> events = new ArrayList<>(records.size());
        for (LogEntry entry : records) {
            if (entry.event() != null) {
                events.add(entry.event());
            }
        }
        return events;
    }

    private static Map<Integer, Long> ends(List<LogEntry> records) {
        Map<Integer, Long> ends = new TreeMap<>();
        records.forEach(entry ->
                ends.merge(entry.position().partition(), entry.position().offset() + 1, Math::max));
        return ends;
    }

    /** What the records cover of each partition: from where the last ones ended, as some offsets hold no record. */
    private Map<Integer, HotViews.Stretch> stretches(List<LogEntry> records, Map<Integer, Long> ends) {
        Map<Integer, Long> begins = new HashMap<>();
        records.forEach(entry ->
                begins.merge(entry.position().partition(), entry.position().offset(), Math::min));
        Map<Integer, HotViews.Stretch> stretches = new HashMap<>();
        ends.forEach((partition, end) -> stretches.put(
                partition, new HotViews.Stretch(Math.min(begins.get(partition), partitions.applied(partition)), end)));
        return stretches;
    }

    private static void report(Letter letter) {
        LOG.errorf(
                "root parked view=%s tenant=%s root=%s type=%s subject=%s position=%s error=%s",
                letter.key().view(),
                letter.key().tenant(),
                letter.key().root(),
                letter.cause().type(),
                letter.cause().subject(),
                letter.position(),
                letter.cause().error());
    }

    /** What became of the attempt to move the position of a partition. */
    private record Move(int partition, StoredPosition position, boolean moved) {}
}
