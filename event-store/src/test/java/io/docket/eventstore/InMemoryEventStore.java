package io.docket.eventstore;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.EventStoreConfig.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store in memory that owns all of its six partitions and remembers every request. */
public final class InMemoryEventStore implements EventStore, EventLog {
    private static final int PARTITIONS = 6;

    private final List<StoredEvent> log = new ArrayList<>();
    private final Map<String, StoredOutcome> outcomes = new HashMap<>();
    private final Map<String, byte[]> snapshots = new HashMap<>();
    private final List<PartitionListener> listeners = new ArrayList<>();
    private final List<AppendRequest> requests = new ArrayList<>();
    private final Map<Integer, Long> began = new HashMap<>();
    private long tenure;
    private Duration outcomeWindow = Timing.DEFAULT.outcomeWindow();

    public List<AppendRequest> requests() {
        return requests;
    }

    /** Tells the listeners that the partition is gone. */
    public void release(int partition) {
        listeners.forEach(listener -> listener.released(partition));
    }

    /** The partition comes back, after others may have written it. */
    public void acquire(int partition) {
        began.put(partition, ++tenure);
        listeners.forEach(listener -> listener.acquired(partition));
    }

    /** From now on keys are known no longer than this. */
    public void forgetAfter(Duration newOutcomeWindow) {
        outcomeWindow = newOutcomeWindow;
    }

    @Override
    public long tenure() {
        return tenure;
    }

    @Override
    public synchronized CompletionStage<Committed> append(AppendRequest request) {
        requests.add(request);
        try {
            check(request);
        } catch (EventStoreException e) {
            return CompletableFuture.failedStage(e);
        }
        List<Position> positions = new ArrayList<>();
        int partition = partitionOf(request.root());
        for (EventEnvelope event : request.events()) {
            Position position = new Position(partition, end().next(partition));
            log.add(new StoredEvent(position, event));
            positions.add(position);
        }
        Committed committed = new Committed(positions);
        Outcome outcome = request.outcome();
        if (outcome != null) {
            outcomes.put(key(outcome), new StoredOutcome(outcome, Instant.now(), committed.last()));
        }
        return CompletableFuture.completedStage(committed);
    }

    private void check(AppendRequest request) {
        InvalidStreamException.requireValid(request.root());
        Outcome outcome = request.outcome();
        if (outcome != null) {
            requireFits("outcome", outcome.body());
            outcome(outcome.tenant(), outcome.key()).ifPresent(first -> {
                throw new DuplicateKeyException(first);
            });
        }
        Long decidedIn = request.tenure();
        if (decidedIn != null && decidedIn < began.getOrDefault(partitionOf(request.root()), 0L)) {
            throw new NotOwnerException("decided in an earlier tenure", null);
        }
        Map<String, Long> heads = new HashMap<>();
        for (EventEnvelope event : request.events()) {
            String stream = StreamId.of(event);
            InvalidStreamException.requireValid(event.tenant(), event.subject());
            requireFits("event of " + stream, event.data());
            long head = heads.computeIfAbsent(stream, this::head);
            if (event.sequence() != head + 1) {
                throw new VersionConflictException(stream, event.sequence(), head);
            }
            heads.put(stream, event.sequence());
        }
    }

    private static void requireFits(String what, byte[] content) {
        if (content.length > Limits.DEFAULT.recordBytes()) {
            throw new EventTooLargeException(what, content.length, Limits.DEFAULT.recordBytes());
        }
    }

    private static String key(Outcome outcome) {
        return outcome.tenant() + "/" + outcome.key();
    }

    @Override
    public synchronized Stream<StoredEvent> read(String streamId, long fromSequence) {
        return List.copyOf(log).stream()
                .filter(stored -> StreamId.of(stored.event()).equals(streamId))
                .filter(stored -> stored.event().sequence() >= fromSequence);
    }

    @Override
    public long head(String streamId) {
        return read(streamId, 1).count();
    }

    @Override
    public Optional<StoredOutcome> outcome(String tenant, String key) {
        return Optional.ofNullable(outcomes.get(tenant + "/" + key))
                .filter(first -> !first.at().isBefore(Instant.now().minus(outcomeWindow)));
    }

    @Override
    public synchronized byte @Nullable [] snapshot(String streamId) {
        return snapshots.get(streamId);
    }

    @Override
    public synchronized void storeSnapshot(String streamId, byte[] snapshot) {
        snapshots.put(streamId, snapshot);
    }

    @Override
    public String rootOf(String streamId) {
        try {
            return StreamId.rootOf(streamId);
        } catch (IllegalArgumentException e) {
            throw new InvalidStreamException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public int partitionOf(String root) {
        return Math.floorMod(root.hashCode(), PARTITIONS);
    }

    @Override
    public EventLog log() {
        return this;
    }

    @Override
    public Owners owners() {
        return Owners.UNKNOWN;
    }

    @Override
    public List<PartitionStatus> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition ->
                        new PartitionStatus(partition, PartitionStatus.State.SERVING, "", end().next(partition), 0))
                .toList();
    }

    @Override
    public void addListener(PartitionListener listener) {
        listeners.add(listener);
    }

    @Override
    public Cursor start() {
        return new Cursor(new long[PARTITIONS]);
    }

    @Override
    public synchronized Cursor end() {
        Cursor end = start();
        for (StoredEvent stored : log) {
            end = end.after(stored.position());
        }
        return end;
    }

    @Override
    public synchronized Cursor at(Instant time) {
        Cursor end = end();
        long[] first = end.offsets();
        for (StoredEvent stored : log.reversed()) {
            if (!stored.event().time().isBefore(time)) {
                first[stored.position().partition()] = stored.position().offset();
            }
        }
        return new Cursor(first);
    }

    @Override
    public EventFeed follow(Cursor from) {
        return new Feed(from);
    }

    @Override
    public void close() {}

    private final class Feed implements EventFeed {
        private Cursor cursor;

        Feed(Cursor from) {
            cursor = from;
        }

        @Override
        public List<StoredEvent> poll(Duration atMost) {
            synchronized (InMemoryEventStore.this) {
                List<StoredEvent> next = log.stream()
                        .filter(stored -> stored.position().offset()
                                >= cursor.next(stored.position().partition()))
                        .toList();
                cursor = end();
                return next;
            }
        }

        @Override
        public Cursor cursor() {
            return cursor;
        }

        @Override
        public void close() {}
    }
}
