package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.position.Position;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventLog;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.Events;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.Owners;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.VersionConflictException;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexIdentity;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.EventRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store of one partition: the log is a list, the index is the real one. Appends may be made to fail. */
final class IndexedEventStore implements EventStore {
    private static final int ALL = 10_000;
    private static final Limits LIMITS = new Limits(10, 1 << 20, 10, 1 << 20, 1 << 20, 1 << 20, 1 << 20);

    private final List<EventEnvelope> log = new ArrayList<>();
    private final List<PartitionListener> listeners = new ArrayList<>();
    private final IndexMemory memory = new IndexMemory(LIMITS);
    private final IndexFolder folder;
    private Fate next = Fate.COMMITTED;
    private long tenure;
    private PartitionIndex index;

    /** How an append ends. */
    enum Fate {
        COMMITTED,
        REFUSED,
        /** Written, and nobody can tell its caller. */
        WRITTEN_AND_UNKNOWN,
        UNKNOWN
    }

    IndexedEventStore(Path path) {
        folder = new IndexFolder(path, memory, Duration.ofDays(7), InstantSource.system());
        index = open();
    }

    private PartitionIndex open() {
        return folder.open(new IndexIdentity("cluster", "docket.events", "events", "outcomes", 0));
    }

    void next(Fate fate) {
        next = fate;
    }

    List<EventEnvelope> written() {
        return log;
    }

    /** The partition goes, gets an event from another owner, and comes back. */
    void writtenByOthers(String streamId, int amount) {
        release();
        Subject subject = StreamId.parse(streamId).subject();
        EventEnvelope event = Events.counted(subject.id(), rootOf(streamId), index.head(streamId) + 1);
        log.add(withAmount(event, streamId, amount));
        catchUp();
        acquire();
    }

    private void release() {
        listeners.forEach(listener -> listener.released(0));
    }

    private void acquire() {
        tenure++;
        listeners.forEach(listener -> listener.acquired(0));
    }

    private static EventEnvelope withAmount(EventEnvelope event, String streamId, int amount) {
        return new EventEnvelope(
                event.id(),
                event.source(),
                "test.account.added.v1",
                event.subject(),
                event.root(),
                Instant.EPOCH,
                event.sequence(),
                event.tenant(),
                event.actor(),
                null,
                event.commandId(),
                event.correlationId(),
                event.causationId(),
                0,
                null,
                null,
                null,
                null,
                Tally.bytes(streamId, amount));
    }

    /** Stops and starts again; the cache stays, as it would in a process that lost its partition for a moment. */
    void restart(boolean indexLost) {
        release();
        index.close();
        if (indexLost) {
            folder.drop(0);
        }
        index = open();
        catchUp();
        acquire();
    }

    private void catchUp() {
        try (IndexFold fold = index.fold()) {
            for (int offset = (int) index.nextEvent(); offset < log.size(); offset++) {
                fold.add(EventRecord.of(log.get(offset)), offset);
            }
            fold.commit(log.size(), 0);
        }
    }

    @Override
    public EventLog log() {
        throw new UnsupportedOperationException("nobody follows");
    }

    @Override
    public long tenure() {
        return tenure;
    }

    @Override
    public CompletionStage<Committed> append(AppendRequest request) {
        Long decidedIn = request.tenure();
        if (decidedIn != null && decidedIn < tenure) {
            return CompletableFuture.failedStage(new NotOwnerException("decided in an earlier tenure", null));
        }
        Fate fate = next;
        next = Fate.COMMITTED;
        EventEnvelope first = request.events().getFirst();
        if (first.sequence() != head(StreamId.of(first)) + 1) {
            return CompletableFuture.failedStage(
                    new VersionConflictException(StreamId.of(first), first.sequence(), head(StreamId.of(first))));
        }
        if (fate == Fate.REFUSED) {
            return CompletableFuture.failedStage(new StoreUnavailableException("refused", null));
        }
        if (fate == Fate.UNKNOWN) {
            return CompletableFuture.failedStage(new UnknownOutcomeException("not written", null));
        }
        List<Position> positions = new ArrayList<>();
        for (EventEnvelope event : request.events()) {
            positions.add(new Position(0, log.size()));
            log.add(event);
        }
        catchUp();
        return fate == Fate.COMMITTED
                ? CompletableFuture.completedStage(new Committed(positions))
                : CompletableFuture.failedStage(new UnknownOutcomeException("written", null));
    }

    @Override
    public Stream<StoredEvent> read(String streamId, long fromSequence) {
        return index.events(streamId, fromSequence, ALL).stream();
    }

    @Override
    public long head(String streamId) {
        return index.head(streamId);
    }

    @Override
    public Optional<StoredOutcome> outcome(String tenant, String key) {
        return index.outcome(tenant, key);
    }

    @Override
    public byte @Nullable [] snapshot(String streamId) {
        return index.snapshot(streamId);
    }

    @Override
    public void storeSnapshot(String streamId, byte[] snapshot) {
        index.storeSnapshot(streamId, snapshot);
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
    public Owners owners() {
        return Owners.UNKNOWN;
    }

    @Override
    public List<PartitionStatus> partitions() {
        return List.of(new PartitionStatus(0, PartitionStatus.State.SERVING, "", index.nextEvent(), 0));
    }

    @Override
    public void addListener(PartitionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        index.close();
        memory.close();
    }
}
