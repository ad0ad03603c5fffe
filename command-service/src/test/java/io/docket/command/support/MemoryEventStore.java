package io.docket.command.support;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventLog;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.Owners;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.VersionConflictException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event store in memory that keeps the rules of its interface and fails when told to. */
public final class MemoryEventStore implements EventStore {
    private final Map<String, List<StoredEvent>> streams = new HashMap<>();
    private final Map<String, StoredOutcome> outcomes = new HashMap<>();
    private final Map<String, byte[]> snapshots = new HashMap<>();
    private final List<AppendRequest> appends = new ArrayList<>();
    private final Deque<EventStoreException> failures = new ArrayDeque<>();
    private final List<PartitionListener> listeners = new ArrayList<>();
    private long offset;
    private long lastReadFrom;
    private volatile PartitionStatus.State state = PartitionStatus.State.SERVING;
    private long tenure;
    private Runnable beforeAppend = () -> {};

    /** From now on the only partition is somebody else's. */
    public void giveAway() {
        state = PartitionStatus.State.NOT_OWNED;
    }

    /** From now on the log of the only partition counts as broken. */
    public void fail() {
        state = PartitionStatus.State.FAILED;
    }

    /** The only partition goes and comes back; others may have written it meanwhile. */
    public synchronized void handOver() {
        listeners.forEach(listener -> listener.released(0));
        tenure++;
        listeners.forEach(listener -> listener.acquired(0));
    }

    /** Something happens when the next append arrives, before it is looked at. */
    public synchronized void beforeNextAppend(Runnable event) {
        beforeAppend = event;
    }

    @Override
    public synchronized long tenure() {
        return tenure;
    }

    @Override
    public boolean serves(int partition) {
        return state == PartitionStatus.State.SERVING;
    }

    /** Every append that was committed. */
    public synchronized List<AppendRequest> appends() {
        return List.copyOf(appends);
    }

    /** Every event that was committed, in order. */
    public synchronized List<EventEnvelope> events() {
        return appends.stream().flatMap(append -> append.events().stream()).toList();
    }

    /** The sequence that was asked for when events were read last. */
    public synchronized long lastReadFrom() {
        return lastReadFrom;
    }

    /** The next append fails. */
    public synchronized void failNext(EventStoreException failure) {
        failures.add(failure);
    }

    @Override
    public synchronized CompletionStage<Committed> append(AppendRequest request) {
        Runnable before = beforeAppend;
        beforeAppend = () -> {};
        before.run();
        EventStoreException failure = failures.poll();
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        Outcome outcome = request.outcome();
        if (outcome != null && outcomes.containsKey(key(outcome.tenant(), outcome.key()))) {
            return CompletableFuture.failedFuture(
                    new DuplicateKeyException(outcomes.get(key(outcome.tenant(), outcome.key()))));
        }
        Long decidedIn = request.tenure();
        if (decidedIn != null && decidedIn < tenure) {
            return CompletableFuture.failedFuture(new NotOwnerException("decided in an earlier tenure", null));
        }
        Map<String, Long> heads = new HashMap<>();
        for (EventEnvelope event : request.events()) {
            String stream = StreamId.of(event);
            long head = heads.getOrDefault(stream, head(stream));
            if (event.sequence() != head + 1) {
                return CompletableFuture.failedFuture(new VersionConflictException(stream, event.sequence(), head));
            }
            heads.put(stream, event.sequence());
        }
        return CompletableFuture.completedFuture(commit(request, outcome));
    }

    private Committed commit(AppendRequest request, @Nullable Outcome outcome) {
        List<Position> positions = new ArrayList<>();
        for (EventEnvelope event : request.events()) {
            Position position = new Position(0, offset++);
            positions.add(position);
            streams.computeIfAbsent(StreamId.of(event), stream -> new ArrayList<>())
                    .add(new StoredEvent(position, event));
        }
        if (outcome != null) {
            Position last = positions.isEmpty() ? null : positions.getLast();
            outcomes.put(key(outcome.tenant(), outcome.key()), new StoredOutcome(outcome, Instant.EPOCH, last));
        }
        appends.add(request);
        return new Committed(positions);
    }

    @Override
    public synchronized Stream<StoredEvent> read(String streamId, long fromSequence) {
        lastReadFrom = fromSequence;
        return List.copyOf(streams.getOrDefault(streamId, List.of())).stream().skip(fromSequence - 1);
    }

    @Override
    public synchronized long head(String streamId) {
        return streams.getOrDefault(streamId, List.of()).size();
    }

    @Override
    public synchronized Optional<StoredOutcome> outcome(String tenant, String key) {
        return Optional.ofNullable(outcomes.get(key(tenant, key)));
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
        return StreamId.rootOf(streamId);
    }

    @Override
    public int partitionOf(String root) {
        return 0;
    }

    @Override
    public EventLog log() {
        throw new UnsupportedOperationException("nobody follows the log in memory");
    }

    @Override
    public Owners owners() {
        return Owners.UNKNOWN;
    }

    @Override
    public List<PartitionStatus> partitions() {
        return List.of(new PartitionStatus(0, state, "", offset, 0));
    }

    @Override
    public void addListener(PartitionListener listener) {
        listeners.add(listener);
        listener.acquired(0);
    }

    @Override
    public void close() {
        failures.clear();
    }

    private static String key(String tenant, String key) {
        return tenant + "/" + key;
    }
}
