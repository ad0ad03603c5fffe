package io.docket.eventstore;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store in memory with one partition per root's first letter, that remembers every request. */
public final class InMemoryEventStore implements EventStore {
    private final List<StoredEvent> log = new ArrayList<>();
    private final Map<String, byte[]> snapshots = new HashMap<>();
    private final List<PartitionListener> listeners = new ArrayList<>();
    private final List<AppendRequest> requests = new ArrayList<>();

    public List<AppendRequest> requests() {
        return requests;
    }

    /** Tells the listeners that the partition is gone. */
    public void release(int partition) {
        listeners.forEach(listener -> listener.released(partition));
    }

    @Override
    public CompletionStage<Committed> append(AppendRequest request) {
        requests.add(request);
        List<Position> positions = new ArrayList<>();
        for (EventEnvelope event : request.events()) {
            long head = head(StreamId.of(event));
            if (event.sequence() != head + 1) {
                return CompletableFuture.failedStage(
                        new VersionConflictException(StreamId.of(event), event.sequence(), head));
            }
            Position position = new Position(partitionOf(request.root()), log.size());
            log.add(new StoredEvent(position, event));
            positions.add(position);
        }
        return CompletableFuture.completedStage(new Committed(positions));
    }

    @Override
    public Stream<StoredEvent> read(String streamId, long fromSequence) {
        return log.stream()
                .filter(stored -> StreamId.of(stored.event()).equals(streamId))
                .filter(stored -> stored.event().sequence() >= fromSequence);
    }

    @Override
    public long head(String streamId) {
        return read(streamId, 1).count();
    }

    @Override
    public Optional<StoredOutcome> outcome(String tenant, String key) {
        return Optional.empty();
    }

    @Override
    public byte @Nullable [] snapshot(String streamId) {
        return snapshots.get(streamId);
    }

    @Override
    public void storeSnapshot(String streamId, byte[] snapshot) {
        snapshots.put(streamId, snapshot);
    }

    @Override
    public String rootOf(String streamId) {
        return StreamId.rootOf(streamId);
    }

    @Override
    public int partitionOf(String root) {
        return root.charAt(0);
    }

    @Override
    public List<PartitionStatus> partitions() {
        return List.of();
    }

    @Override
    public void addListener(PartitionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {}
}
