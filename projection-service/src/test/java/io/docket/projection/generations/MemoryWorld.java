package io.docket.projection.generations;

import io.docket.projection.SettableClock;
import io.docket.projection.apply.LogEntry;
import io.docket.projection.apply.SourceStore;
import io.docket.projection.apply.Views;
import io.docket.projection.deadletter.MemoryLetters;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A log and a store in memory that several instances share, and a clock that is set by hand. */
final class MemoryWorld implements RegistryStore, Views, GenerationStore, SourceStore, LogReaders {
    final Map<DocumentKey, Document> documents = new HashMap<>();
    final Map<Integer, List<LogEvent>> log = new TreeMap<>();
    final List<Map<Integer, Long>> startedReaders = new ArrayList<>();
    final MemoryAccounts accounts = new MemoryAccounts();
    final SettableClock clock = new SettableClock();
    volatile Registry registry = Registry.EMPTY;
    volatile boolean logIsAway;
    Runnable beforeNextWrite = () -> {};

    /** A log with so many partitions. */
    MemoryWorld(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            log.put(partition, new ArrayList<>());
        }
    }

    /** Writes to the log. */
    void append(List<LogEvent> events) {
        events.forEach(event -> log.getOrDefault(event.position().partition(), new ArrayList<>())
                .add(event));
    }

    /** The documents of a collection, by tenant and id. */
    Map<String, Document> contents(String collection) {
        return documents.entrySet().stream()
                .filter(entry -> entry.getKey().view().equals(collection))
                .collect(Collectors.toMap(entry -> entry.getKey().storedId(), Map.Entry::getValue));
    }

    @Override
    public Uni<Registry> read() {
        return Uni.createFrom().item(registry);
    }

    @Override
    public Uni<Boolean> replace(Registry expected, Registry next) {
        if (registry.revision() != expected.revision()) {
            return Uni.createFrom().item(false);
        }
        registry = new Registry(expected.revision() + 1, next.views());
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Map<DocumentKey, Document>> load(Set<DocumentKey> keys) {
        Map<DocumentKey, Document> found = new HashMap<>(documents);
        found.keySet().retainAll(keys);
        return Uni.createFrom().item(found);
    }

    @Override
    public Uni<Map<DocumentKey, String>> write(Map<DocumentKey, Document> written) {
        Runnable before = beforeNextWrite;
        beforeNextWrite = () -> {};
        before.run();
        written.forEach((key, document) ->
                documents.merge(key, document, (known, given) -> known.at() >= given.at() ? known : given));
        return Uni.createFrom().item(Map.of());
    }

    @Override
    public Uni<Void> noteActors(Map<String, Set<String>> actors) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Set<String>> existing() {
        return Uni.createFrom()
                .item(documents.keySet().stream().map(DocumentKey::view).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Void> remove(String collection) {
        documents.keySet().removeIf(key -> key.view().equals(collection));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Optional<String>> madeFrom() {
        return Uni.createFrom().item(Optional.of("log"));
    }

    @Override
    public Uni<Void> note(String madeFrom) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> clear() {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> createIndexes(List<Projector> projectors) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new HashMap<>();
        log.forEach((partition, events) -> ends.put(
                partition, events.isEmpty() ? 0 : events.getLast().position().offset() + 1));
        return ends;
    }

    @Override
    public LogReader open() {
        if (logIsAway) {
            throw new IllegalStateException("the log is away");
        }
        return new Reader();
    }

    /** Reads a few events of each partition at a time. */
    final MemoryLetters letters = new MemoryLetters();

    private final class Reader implements LogReader {
        private static final int AT_ONCE = 25;

        private final Map<Integer, Long> places = new TreeMap<>();

        @Override
        public void start(Map<Integer, Long> offsets) {
            places.putAll(offsets);
            startedReaders.add(Map.copyOf(offsets));
        }

        @Override
        public void keep(Set<Integer> partitions) {
            places.keySet().retainAll(partitions);
        }

        @Override
        public List<LogEntry> read(Duration wait) {
            List<LogEntry> read = new ArrayList<>();
            places.replaceAll((partition, place) -> {
                List<LogEvent> next = log.getOrDefault(partition, List.of()).stream()
                        .filter(event -> event.position().offset() >= place)
                        .limit(AT_ONCE)
                        .toList();
                next.stream().map(LogEntry::readable).forEach(read::add);
                return next.isEmpty() ? place : next.getLast().position().offset() + 1;
            });
            return read;
        }

        @Override
        public void rewind(int partition, long offset) {
            places.computeIfPresent(partition, (known, place) -> offset);
        }

        @Override
        public void close() {
            places.clear();
        }
    }

    /** Adds to a list what is not in it. */
    static List<String> union(List<String> list, Set<String> more) {
        Set<String> all = new LinkedHashSet<>(list);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** Takes from a list what is in the set. */
    static List<String> without(List<String> list, Set<String> less) {
        Set<String> gone = new HashSet<>(less);
        return list.stream().filter(name -> !gone.contains(name)).toList();
    }
}
