package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Applies a batch once: load, check, fold, write, then the position.
 *
 * <pre>
 * load documents -> is the store where we left it? -> fold -> write documents -> hot views -> move the position
 *                        | no                                                                  | refused
 *                        +---------------> read the partition again from its safe position <---+
 * </pre>
 *
 * The position moves last and only from where it was, so it is never ahead of the documents; a document is never
 * replaced by one with fewer events, so applying a batch twice changes nothing. The check comes after the load: a store
 * that lost its tail shows it in the position, and what was loaded before is whole. The position names the generations
 * that it is said of: when one joined or left meanwhile, the batch is folded again for those that are there now.
 */
@ApplicationScoped
public class BatchApplier {
    private static final Logger LOG = Logger.getLogger(BatchApplier.class);
    private static final StoredPosition START = new StoredPosition(0, 0);
    private static final int MAX_NOTED_ACTORS = 10_000;

    private final Targets targets;
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
            ApplyConfig config) {
        this.targets = targets;
        this.views = views;
        this.positions = positions;
        this.hotViews = hotViews;
        this.partitions = partitions;
        this.log = log;
        this.config = config;
        this.cache = new DocumentCache(config.cachedDocuments());
    }

    /** The records that are to be applied: without those that were on their way when their partition was rewound. */
    public List<LogEntry> accept(List<LogEntry> records) {
        return records.stream()
                .filter(entry -> partitions.accepts(entry.position()))
                .toList();
    }

    /**
     * Applies the records. Whoever calls may call again with the same records after an exception.
     *
     * @return the number of events that are in the views now; those of a rewound partition come again
     */
    public int apply(List<LogEntry> records) {
        if (records.isEmpty()) {
            return 0;
        }
        Map<Integer, Long> ends = ends(records);
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
        FoldedBatch batch = fold.fold(events, known::get);
        List<DeadLetter> deadLetters = new ArrayList<>(batch.deadLetters());
        records.stream()
                .filter(entry -> entry.event() == null)
                .map(DeadLetter::unreadable)
                .forEach(deadLetters::add);
        Set<DocumentKey> refused = write(batch, deadLetters);
        await(hotViews.apply(states(projectors, batch, refused), batch.actors(), ends));
        Set<Integer> advanced = new HashSet<>();
        ends.forEach((partition, end) -> {
            if (advance(partition, end, generations.getOrDefault(partition, List.of()))) {
                advanced.add(partition);
            }
        });
        remember(batch, refused, advanced);
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

    private Set<DocumentKey> write(FoldedBatch batch, List<DeadLetter> deadLetters) {
        Map<DocumentKey, String> refused = new HashMap<>();
        if (!batch.sealed().isEmpty()) {
            refused.putAll(await(views.write(batch.sealed())));
        }
        Map<DocumentKey, Document> changed = new HashMap<>();
        batch.changed().forEach(key -> changed.put(key, batch.touched().get(key)));
        refused.putAll(await(views.write(changed)));
        refused.forEach((key, why) -> {
            LogEvent last = batch.lastEvents().get(key);
            if (last != null) {
                deadLetters.add(DeadLetter.of(key.view(), last, why));
            }
        });
        Map<String, Set<String>> newActors = newActors(batch.actors());
        if (!newActors.isEmpty()) {
            await(views.noteActors(newActors));
        }
        if (!deadLetters.isEmpty()) {
            deadLetters.forEach(BatchApplier::report);
            await(views.park(deadLetters));
        }
        return refused.keySet();
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

    private static List<HotViews.State> states(
            List<Projector> projectors, FoldedBatch batch, Collection<DocumentKey> refused) {
        Map<String, Projector> byView =
                projectors.stream().collect(Collectors.toMap(Projector::view, Function.identity()));
        List<HotViews.State> states = new ArrayList<>();
        batch.touched().forEach((key, document) -> {
            if (!refused.contains(key)) {
                states.add(HotState.of(byView.get(key.view()), key, document));
            }
        });
        return states;
    }

    private boolean advance(int partition, long end, List<String> generations) {
        StoredPosition position = partitions.advance(partition, end).of(generations);
        if (await(positions.advance(partition, partitions.stored(partition), position))) {
            partitions.advanced(partition, position);
            return true;
        }
        rewind(partition);
        return false;
    }

    private void rewind(int partition) {
        forget(partition);
        StoredPosition position = await(positions.read(Set.of(partition))).getOrDefault(partition, START);
        LOG.warnf(
                "views are not where they were left partition=%d expected=%d stored=%d continues=%d",
                partition, partitions.stored(partition), position.next(), position.safe());
        partitions.rewound(partition, position);
        log.rewind(partition, position.safe());
    }

    /** Forgets what is known of the partition's documents. */
    public void forget(int partition) {
        cache.forget(partition);
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

    private static void report(DeadLetter letter) {
        LOG.errorf(
                "event parked view=%s tenant=%s root=%s type=%s subject=%s position=%s error=%s",
                letter.view(),
                letter.tenant(),
                letter.root(),
                letter.type(),
                letter.subject(),
                letter.position(),
                letter.error());
    }
}
