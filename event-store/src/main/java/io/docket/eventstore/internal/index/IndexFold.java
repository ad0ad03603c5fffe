package io.docket.eventstore.internal.index;

import io.docket.eventstore.internal.chain.ChainState;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * A stretch of the log on its way into the index: all of it or nothing. Each outcome that it adds makes it remove up to
 * two that are older than the window, so that outcomes stay bounded on disk without a sweep of their own.
 */
public final class IndexFold implements AutoCloseable {
    private static final int REMOVED_PER_ADDED = 2;

    private final PartitionIndex index;
    private final int partition;
    private final WriteBatch batch = new WriteBatch();
    private final Map<String, Long> heads = new HashMap<>();
    private final Set<String> outcomes = new HashSet<>();
    private ChainState chain;

    IndexFold(PartitionIndex index, int partition) {
        this.index = index;
        this.partition = partition;
        this.chain = index.chain();
    }

    /**
     * Adds an event.
     *
     * @throws BrokenLogException if it does not follow the last event of the chain, or of its stream
     */
    public void add(EventRecord event, long offset) {
        if (!chain.head().accepts(event.link())) {
            throw new BrokenLogException("event at " + partition + "-" + offset + " (" + event.id()
                    + ") does not follow the chain, which is at " + chain.head() + "; the event names "
                    + event.link().number() + " after " + event.link().prevHash());
        }
        long head = heads.computeIfAbsent(event.streamId(), index::head);
        if (event.sequence() != head + 1) {
            throw new BrokenLogException("event at " + partition + "-" + offset + " has sequence " + event.sequence()
                    + ", but stream " + event.streamId() + " is at " + head);
        }
        heads.put(event.streamId(), event.sequence());
        chain = chain.after(event.link(), event.digest(), offset);
        put(IndexKeys.event(event.streamId(), event.sequence()), EventBytes.write(offset, event));
    }

    /** Adds an outcome, unless it is older than the window; it replaces an older one under the same key. */
    public void add(OutcomeRecord outcome) {
        if (index.expired(outcome.at().toEpochMilli())) {
            return;
        }
        outcomes.add(outcome.key());
        index.noteOutcome(outcome.at().toEpochMilli());
        put(IndexKeys.outcome(outcome.key()), OutcomeBytes.write(outcome));
        put(IndexKeys.outcomeByAge(outcome.at().toEpochMilli(), outcome.key()), new byte[0]);
    }

    /** Notes a checkpoint over everything up to that event. */
    public void sealed(long number) {
        chain = chain.sealedTo(number);
    }

    /** Writes everything, and how far it reaches. */
    public void commit(long nextEvent, long nextOutcome) {
        heads.forEach((stream, head) -> put(IndexKeys.head(stream), PartitionIndex.bytes(head)));
        if (!outcomes.isEmpty()) {
            removeExpired(outcomes.size() * REMOVED_PER_ADDED);
        }
        put(PartitionIndex.NEXT_EVENT, PartitionIndex.bytes(nextEvent));
        put(PartitionIndex.NEXT_OUTCOME, PartitionIndex.bytes(nextOutcome));
        put(PartitionIndex.CHAIN, chain.toBytes());
        index.write(batch, heads, nextEvent, nextOutcome, chain);
    }

    private void removeExpired(int max) {
        for (byte[] byAge : index.takeExpired(max)) {
            remove(byAge);
            String name = IndexKeys.outcomeOf(byAge);
            byte[] key = IndexKeys.outcome(name);
            byte[] current = index.get(key);
            boolean replaced = outcomes.contains(name)
                    || current == null
                    || OutcomeBytes.millis(current) != IndexKeys.millisOf(byAge);
            if (!replaced) {
                remove(key);
            }
        }
    }

    private void put(byte[] key, byte[] value) {
        try {
            batch.put(key, value);
        } catch (RocksDBException e) {
            throw new IndexException("index of partition " + partition, e);
        }
    }

    private void remove(byte[] key) {
        try {
            batch.delete(key);
        } catch (RocksDBException e) {
            throw new IndexException("index of partition " + partition, e);
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
