package io.docket.eventstore.upcast;

import io.docket.contracts.position.Cursor;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.EventLog;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.Owners;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.UnreadableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store whose events are read in the newest version of their types.
 *
 * <p>An event of a type that is unknown after the last step ends the reading of its stream with an
 * {@link UnreadableEventException}; other streams are served. Who follows the log gets it as it is, and decides.
 */
public final class UpcastingEventStore implements EventStore {
    private final EventStore store;
    private final Upcasters upcasters;
    private final Predicate<String> knownTypes;

    /**
     * @param store where the events are; closed with this one
     * @param upcasters the steps
     * @param knownTypes says whether this build knows a type in its newest version
     */
    public UpcastingEventStore(EventStore store, Upcasters upcasters, Predicate<String> knownTypes) {
        this.store = store;
        this.upcasters = upcasters;
        this.knownTypes = knownTypes;
    }

    @Override
    public Stream<StoredEvent> read(String streamId, long fromSequence) {
        return store.read(streamId, fromSequence).map(this::upcast).map(this::requireKnown);
    }

    private StoredEvent upcast(StoredEvent stored) {
        return new StoredEvent(stored.position(), upcasters.upcast(stored.event()));
    }

    private StoredEvent requireKnown(StoredEvent stored) {
        String type = stored.event().type();
        if (!knownTypes.test(type)) {
            throw new UnreadableEventException(
                    StreamId.of(stored.event()) + " " + stored.event().sequence() + " at " + stored.position(),
                    type,
                    "this build does not know the type",
                    null);
        }
        return stored;
    }

    @Override
    public EventLog log() {
        EventLog log = store.log();
        return new EventLog() {
            @Override
            public EventFeed follow(Cursor from) {
                return new UpcastingFeed(log, from, UpcastingEventStore.this::upcast);
            }

            @Override
            public Cursor start() {
                return log.start();
            }

            @Override
            public Cursor end() {
                return log.end();
            }

            @Override
            public Cursor at(Instant time) {
                return log.at(time);
            }
        };
    }

    @Override
    public CompletionStage<Committed> append(AppendRequest request) {
        return store.append(request);
    }

    @Override
    public Committed appendAndWait(AppendRequest request, Duration atMost) {
        return store.appendAndWait(request, atMost);
    }

    @Override
    public long tenure() {
        return store.tenure();
    }

    @Override
    public long head(String streamId) {
        return store.head(streamId);
    }

    @Override
    public Optional<StoredOutcome> outcome(String tenant, String key) {
        return store.outcome(tenant, key);
    }

    @Override
    public byte @Nullable [] snapshot(String streamId) {
        return store.snapshot(streamId);
    }

    @Override
    public void storeSnapshot(String streamId, byte[] snapshot) {
        store.storeSnapshot(streamId, snapshot);
    }

    @Override
    public String rootOf(String streamId) {
        return store.rootOf(streamId);
    }

    @Override
    public int partitionOf(String root) {
        return store.partitionOf(root);
    }

    @Override
    public boolean serves(int partition) {
        return store.serves(partition);
    }

    @Override
    public Owners owners() {
        return store.owners();
    }

    @Override
    public List<PartitionStatus> partitions() {
        return store.partitions();
    }

    @Override
    public void addListener(PartitionListener listener) {
        store.addListener(listener);
    }

    @Override
    public void close() {
        store.close();
    }
}
