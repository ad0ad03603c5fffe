package io.docket.projection.deadletter;

import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The letters of the partitions that this instance reads, in memory as they are stored. Loaded before the documents: a
 * root that is not parked when a batch begins has all its events in the documents.
 */
@ApplicationScoped
public class ParkedRoots {
    private final Letters letters;
    private final DeadLetterConfig config;
    private final Clock clock;
    private final CurrentGenerations generations;
    private final Map<Integer, Partition> partitions = new HashMap<>();

    /**
     * Parked roots of whoever makes views.
     *
     * @param generations those that are made; letters of others belong to somebody else
     */
    public ParkedRoots(CurrentGenerations generations, Letters letters, DeadLetterConfig config, Clock clock) {
        this.generations = generations;
        this.letters = letters;
        this.config = config;
        this.clock = clock;
    }

    /** Loads the letters of the partitions that are not known yet. */
    public void load(Collection<Integer> wanted) {
        for (int number : wanted) {
            if (partition(number) == null) {
                Set<String> names = Set.copyOf(generations.in(number));
                Partition loaded = new Partition(names);
                await(letters.of(number)).stream()
                        .filter(letter -> names.contains(letter.key().view()))
                        .forEach(letter -> loaded.byRoot.put(letter.key(), letter));
                await(letters.evictions(number)).forEach(loaded.leftOut::add);
                put(number, loaded);
            }
        }
    }

    /** True if the letters of all these partitions are known: since they were loaded, unless somebody loads them again. */
    public synchronized boolean knows(Collection<Integer> wanted) {
        return partitions.keySet().containsAll(wanted);
    }

    /** Forgets a partition that is read again, or no longer ours. */
    public synchronized void forget(int partition) {
        partitions.remove(partition);
    }

    /**
     * Stores what a batch changed.
     *
     * @return false if another instance has changed one of them: then nothing that is known here is worth anything
     */
    public boolean save(Collection<Letter> changed) {
        if (changed.isEmpty()) {
            return true;
        }
        if (!await(letters.save(changed))) {
            return false;
        }
        changed.forEach(letter -> remember(letter.stored()));
        return true;
    }

    /** Stores a letter whose request is answered; false as in {@link #save}. */
    public boolean answer(Letter letter) {
        if (!await(letters.answer(letter))) {
            return false;
        }
        remember(letter.stored());
        return true;
    }

    /** Removes a letter: its root is live again. False as in {@link #save}. */
    public boolean remove(Letter letter) {
        if (!await(letters.remove(letter))) {
            return false;
        }
        synchronized (this) {
            Partition partition = partitions.get(letter.partition());
            if (partition != null) {
                partition.byRoot.remove(letter.key());
            }
        }
        return true;
    }

    /** Keeps an operator's decision. */
    public void leaveOut(Eviction eviction) {
        await(letters.note(eviction));
        synchronized (this) {
            Partition partition = partitions.get(eviction.position().partition());
            if (partition != null) {
                partition.leftOut.add(eviction);
            }
        }
    }

    /** The letter of a root; absent if it is not parked. */
    public synchronized @Nullable Letter find(int partition, RootKey key) {
        Partition known = partitions.get(partition);
        return known == null ? null : known.byRoot.get(key);
    }

    /** The generations that roots of the loaded partitions are parked for. */
    public synchronized Set<String> names() {
        return partitions.values().stream()
                .flatMap(partition -> partition.names.stream())
                .collect(Collectors.toSet());
    }

    /** True if an operator decided that the view leaves the event out. */
    public synchronized boolean leavesOut(String view, LogEvent event) {
        Partition known = partitions.get(event.position().partition());
        return known != null && known.leftOut.event(view, event) != null;
    }

    /** True if an operator's decision leaves out the whole document of the event. */
    public synchronized boolean leavesOut(DocumentKey document, LogEvent event) {
        Partition known = partitions.get(event.position().partition());
        return known != null && known.leftOut.document(document) != null;
    }

    /** The revision of each letter of the partitions, by id. */
    public synchronized Map<String, Long> revisions(Collection<Integer> read) {
        return read.stream()
                .map(partitions::get)
                .filter(Objects::nonNull)
                .flatMap(partition -> partition.byRoot.values().stream())
                .collect(Collectors.toMap(letter -> letter.key().id(), Letter::revision));
    }

    /** How much waits, by generation, in the partitions of this instance; each that is made here is there. */
    public synchronized Map<String, Count> counts() {
        Map<String, Count> counts = new TreeMap<>();
        names().forEach(name -> counts.put(name, new Count(0, 0, 0)));
        all().forEach(letter -> counts.merge(
                letter.key().view(),
                new Count(1, letter.queued().size(), letter.isOverfull() ? 1 : 0),
                (one, other) ->
                        new Count(one.roots + other.roots, one.queued + other.queued, one.overfull + other.overfull)));
        return counts;
    }

    /** True if there are roots with more waiting events than are noted, or as many parked roots as may be. */
    public boolean isAtLimit() {
        Collection<Count> counts = counts().values();
        return counts.stream().anyMatch(count -> count.overfull > 0)
                || counts.stream().mapToInt(Count::roots).sum() >= config.maxRoots();
    }

    DeadLetterConfig config() {
        return config;
    }

    Instant now() {
        return Instant.now(clock);
    }

    private synchronized @Nullable Partition partition(int number) {
        return partitions.get(number);
    }

    private synchronized void put(int number, Partition partition) {
        partitions.put(number, partition);
    }

    private synchronized void remember(Letter letter) {
        Partition known = partitions.get(letter.partition());
        if (known != null) {
            known.byRoot.put(letter.key(), letter);
        }
    }

    private List<Letter> all() {
        List<Letter> all = new ArrayList<>();
        partitions.values().forEach(partition -> all.addAll(partition.byRoot.values()));
        return all;
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(config.operationTimeout());
    }

    /**
     * How much waits.
     *
     * @param roots parked roots
     * @param queued noted events behind them
     * @param overfull roots with further ones that are only in the log
     */
    public record Count(int roots, int queued, int overfull) {}

    private static final class Partition {
        private final Set<String> names;
        private final Map<RootKey, Letter> byRoot = new HashMap<>();
        private final LeftOut leftOut = new LeftOut();

        Partition(Set<String> names) {
            this.names = names;
        }
    }
}
