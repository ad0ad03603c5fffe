package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.position.Position;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.internal.chain.ChainState;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * What the log of one partition says about each stream and each idempotency key. A cache of the log on local disk: what
 * it holds and how far it has read are written together, so that it can stop at any moment.
 *
 * <p>One thread folds, many read. Reading a closed index is a {@link NotOwnerException}.
 */
public final class PartitionIndex implements AutoCloseable {
    static final byte[] IDENTITY = IndexKeys.meta("identity");
    static final byte[] NEXT_EVENT = IndexKeys.meta("next-event");
    static final byte[] NEXT_OUTCOME = IndexKeys.meta("next-outcome");
    static final byte[] CHAIN = IndexKeys.meta("chain");

    /** Files that are merged at once: RocksDB's default, and as many as it takes before it slows writers down. */
    private static final int MERGED = 4;

    private static final int MERGED_WHILE_CATCHING_UP = 16;

    /** Heads kept in memory, per partition; about 200 bytes each. */
    private static final int RECENT_HEADS = 10_000;

    private final int partition;
    private final RocksDB db;
    private final Duration outcomeWindow;
    private final InstantSource clock;
    private final WriteOptions logged = new WriteOptions();
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Heads as the last folds left them, so that a busy stream's next append need not look on disk. */
    private final RecentHeads recentHeads = new RecentHeads(RECENT_HEADS);

    private final HeldKeys heldKeys = new HeldKeys();

    private byte[] sweptTo = {IndexKeys.BY_AGE};

    /** No outcome in the index is older: until this one expires there is nothing to look for. */
    private long oldestOutcomeMillis = Long.MIN_VALUE;

    private boolean catchingUp;
    private volatile boolean closed;
    private volatile long nextEvent;
    private volatile long nextOutcome;
    private volatile ChainState chain;

    PartitionIndex(String eventsTopic, int partition, RocksDB db, Duration outcomeWindow, InstantSource clock) {
        this.partition = partition;
        this.db = db;
        this.outcomeWindow = outcomeWindow;
        this.clock = clock;
        this.nextEvent = number(get(NEXT_EVENT));
        this.nextOutcome = number(get(NEXT_OUTCOME));
        byte[] storedChain = get(CHAIN);
        this.chain = storedChain == null ? ChainState.empty(eventsTopic, partition) : ChainState.of(storedChain);
    }

    /** First offset of the events topic that the index does not hold. */
    public long nextEvent() {
        return nextEvent;
    }

    /** First offset of the outcomes topic that the index does not hold. */
    public long nextOutcome() {
        return nextOutcome;
    }

    /** The hash chain up to the last event that the index holds. */
    public ChainState chain() {
        return chain;
    }

    /** Sequence of the stream's last event; 0 for a stream without events. */
    public long head(String streamId) {
        Long recent = closed ? null : recentHeads.get(streamId);
        return recent == null ? number(get(IndexKeys.head(streamId))) : recent;
    }

    /** Events of the stream from a sequence on, in order, at most so many. */
    public List<StoredEvent> events(String streamId, long fromSequence, int max) {
        return open(() -> {
            List<StoredEvent> events = new ArrayList<>();
            try (Slice end = new Slice(IndexKeys.event(streamId, Long.MAX_VALUE));
                    ReadOptions options = new ReadOptions().setIterateUpperBound(end);
                    RocksIterator cursor = db.newIterator(options)) {
                cursor.seek(IndexKeys.event(streamId, fromSequence));
                for (; cursor.isValid() && events.size() < max; cursor.next()) {
                    events.add(EventBytes.read(partition, cursor.value()));
                }
                cursor.status();
            }
            return events;
        });
    }

    /** Where the event is, if the log holds it under this sequence and id. */
    public Optional<Position> find(String streamId, long sequence, String eventId) {
        return Optional.ofNullable(get(IndexKeys.event(streamId, sequence)))
                .map(bytes -> EventBytes.read(partition, bytes))
                .filter(stored -> stored.event().id().equals(eventId))
                .map(StoredEvent::position);
    }

    /** The outcome under an idempotency key, unless it is older than the window. */
    public Optional<StoredOutcome> outcome(String tenant, String key) {
        return outcome(tenant + "/" + key);
    }

    private Optional<StoredOutcome> outcome(String tenantAndKey) {
        byte[] bytes = get(IndexKeys.outcome(tenantAndKey));
        return bytes == null || expired(OutcomeBytes.millis(bytes))
                ? Optional.empty()
                : Optional.of(stored(tenantAndKey, bytes));
    }

    /**
     * The outcomes under these keys, each {@code <tenant>/<idempotency key>}, as far as there are any. For the one thread that
     * folds.
     */
    public Map<String, StoredOutcome> outcomes(List<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<Integer> held =
                open(() -> heldKeys.among(keys.stream().map(IndexKeys::outcome).toList(), db));
        Map<String, StoredOutcome> outcomes = new HashMap<>();
        for (int place : held) {
            String key = keys.get(place);
            outcome(key).ifPresent(outcome -> outcomes.put(key, outcome));
        }
        return outcomes;
    }

    private StoredOutcome stored(String tenantAndKey, byte[] bytes) {
        int slash = tenantAndKey.indexOf('/');
        OutcomeRecord stored =
                OutcomeBytes.read(tenantAndKey.substring(0, slash), tenantAndKey.substring(slash + 1), bytes);
        return new StoredOutcome(stored.outcome(), stored.at(), position(stored.lastEvent()));
    }

    public byte @Nullable [] snapshot(String streamId) {
        return get(IndexKeys.snapshot(streamId));
    }

    public void storeSnapshot(String streamId, byte[] snapshot) {
        open(() -> {
            db.put(logged, IndexKeys.snapshot(streamId), snapshot);
            return true;
        });
    }

    /**
     * For a long stretch of the log: until this is closed, folds are not written twice, to a log of the index's own as well, and
     * files are merged many at a time. A crash takes the last folds, whole and from the end, and they are read again; closing
     * brings all of them to disk.
     */
    public CatchUp catchUp() {
        mergeFrom(MERGED_WHILE_CATCHING_UP);
        catchingUp = true;
        return () -> {
            open(() -> {
                try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
                    db.flush(wait);
                }
                return true;
            });
            catchingUp = false;
            mergeFrom(MERGED);
        };
    }

    /** Sets how many new files are merged at once. */
    private void mergeFrom(int files) {
        open(() -> {
            db.setOptions(MutableColumnFamilyOptions.builder()
                    .setLevel0FileNumCompactionTrigger(files)
                    .build());
            return true;
        });
    }

    /** A long stretch of the log on its way into the index. */
    public interface CatchUp extends AutoCloseable {
        @Override
        void close();
    }

    /** Starts to apply a stretch of the log. */
    public IndexFold fold() {
        return new IndexFold(this, partition);
    }

    void write(
            IndexWrites writes, Map<String, Long> heads, long newNextEvent, long newNextOutcome, ChainState newChain) {
        open(() -> {
            try (WriteBatch batch = writes.toBatch()) {
                db.write(catchingUp ? unlogged : logged, batch);
            }
            return true;
        });
        heads.forEach(recentHeads::put);
        nextEvent = newNextEvent;
        nextOutcome = newNextOutcome;
        chain = newChain;
    }

    /** True if an outcome of that time no longer answers for its key. */
    public boolean expired(long millis) {
        return millis < clock.instant().minus(outcomeWindow).toEpochMilli();
    }

    /** Notes when outcomes that are being added expire together. */
    void noteOutcome(long millis) {
        oldestOutcomeMillis = Math.min(oldestOutcomeMillis, millis);
    }

    /**
     * Takes the oldest expired outcomes, about so many, to be removed. Goes on where it stopped: starting over would read
     * the tombstones of everything removed before.
     */
    List<Expired> takeExpired(int max) {
        if (!expired(oldestOutcomeMillis)) {
            return List.of();
        }
        List<Expired> taken = open(() -> {
            List<Expired> expired = new ArrayList<>();
            try (Slice end = new Slice(IndexKeys.END_OF_AGES);
                    ReadOptions options = new ReadOptions().setIterateUpperBound(end);
                    RocksIterator cursor = db.newIterator(options)) {
                cursor.seek(sweptTo);
                int outcomes = 0;
                while (cursor.isValid() && outcomes < max && expired(IndexKeys.millisOf(cursor.key()))) {
                    Expired next = Expired.of(cursor.key(), cursor.value());
                    outcomes += next.names().size();
                    expired.add(next);
                    cursor.next();
                }
                cursor.status();
                oldestOutcomeMillis = cursor.isValid() ? IndexKeys.millisOf(cursor.key()) : Long.MAX_VALUE;
            }
            return expired;
        });
        sweptTo = taken.isEmpty() ? sweptTo : taken.getLast().byAge();
        return taken;
    }

    byte @Nullable [] get(byte[] key) {
        return open(() -> db.get(key));
    }

    private @Nullable Position position(@Nullable EventRef event) {
        byte[] bytes = event == null ? null : get(IndexKeys.event(event.streamId(), event.sequence()));
        return bytes == null ? null : new Position(partition, EventBytes.offset(bytes));
    }

    private <T> T open(Access<T> access) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new NotOwnerException("partition " + partition + " was given away", null);
            }
            return access.run();
        } catch (RocksDBException e) {
            throw new IndexException("index of partition " + partition, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private interface Access<T> {
        T run() throws RocksDBException;
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte @Nullable [] bytes) {
        return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    /** True if the index is about this log. Reads all that it says of itself, so that damage there shows now. */
    static boolean isAbout(RocksDB db, IndexIdentity identity) throws RocksDBException {
        for (byte[] name : List.of(NEXT_EVENT, NEXT_OUTCOME, CHAIN)) {
            db.get(name);
        }
        byte[] stored = db.get(IDENTITY);
        return stored != null && new String(stored, UTF_8).equals(identity.text());
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                logged.close();
                unlogged.close();
                db.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
