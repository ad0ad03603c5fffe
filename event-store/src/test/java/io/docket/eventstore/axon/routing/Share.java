package io.docket.eventstore.axon.routing;

import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventLog;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.FixedOwners;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.Owners;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one instance has of a log in memory: all partitions, or none. */
final class Share implements EventStore {
    final FixedOwners owners = new FixedOwners(null);
    private final InMemoryEventStore log;
    private final AtomicReference<Runnable> beforeAppend = new AtomicReference<>(() -> {});
    private volatile boolean owned;

    Share(InMemoryEventStore log) {
        this.log = log;
    }

    void own(boolean newOwned) {
        owned = newOwned;
    }

    /** What happens when the next append arrives, before it is looked at. */
    void beforeNextAppend(Runnable event) {
        beforeAppend.set(event);
    }

    private EventStore owned() {
        if (!owned) {
            throw new NotOwnerException("not owned", null);
        }
        return log;
    }

    @Override
    public boolean serves(int partition) {
        return owned;
    }

    @Override
    public CompletionStage<Committed> append(AppendRequest request) {
        beforeAppend.getAndSet(() -> {}).run();
        return owned ? log.append(request) : CompletableFuture.failedStage(new NotOwnerException("not owned", null));
    }

    @Override
    public long tenure() {
        return log.tenure();
    }

    @Override
    public Stream<StoredEvent> read(String streamId, long fromSequence) {
        return owned().read(streamId, fromSequence);
    }

    @Override
    public long head(String streamId) {
        return owned().head(streamId);
    }

    @Override
    public Optional<StoredOutcome> outcome(String tenant, String key) {
        return owned ? log.outcome(tenant, key) : Optional.empty();
    }

    @Override
    public byte @Nullable [] snapshot(String streamId) {
        return log.snapshot(streamId);
    }

    @Override
    public void storeSnapshot(String streamId, byte[] snapshot) {
        log.storeSnapshot(streamId, snapshot);
    }

    @Override
    public String rootOf(String streamId) {
        return log.rootOf(streamId);
    }

    @Override
    public int partitionOf(String root) {
        return log.partitionOf(root);
    }

    @Override
    public EventLog log() {
        return log.log();
    }

    @Override
    public Owners owners() {
        return owners;
    }

    @Override
    public List<PartitionStatus> partitions() {
        return log.partitions();
    }

    @Override
    public void addListener(PartitionListener listener) {
        log.addListener(listener);
    }

    @Override
    public void close() {}
}
