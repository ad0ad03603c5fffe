package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.ChainHead;
import io.docket.eventstore.internal.chain.ChainState;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stretch of the log on its way into the index: all of it or nothing. Each outcome that it adds makes it remove up to
 * two that are older than the window, so that outcomes stay bounded on disk without a sweep of their own.
 */
public final class IndexFold implements AutoCloseable {
    private static final int REMOVED_PER_ADDED = 2;

    /** Outcomes that are removed together, at most. */
    private static final int EXPIRE_TOGETHER = 64;

    private static final int EXPECTED_VALUE = 512;

    private final PartitionIndex index;
    private final int partition;
    private final IndexWrites writes = new IndexWrites();
    private final ByteSink value = new ByteSink(EXPECTED_VALUE);
    private final Map<String, Long> heads = new HashMap<>();
    private final Map<String, Long> outcomes = new LinkedHashMap<>();
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
        add(event, offset, chain.head().after(event.link(), event.digest()));
    }

    /**
     * Adds an event that this instance wrote.
     *
     * @param after the head that its writer came to
     * @throws BrokenLogException if it does not follow the last event of the chain, or of its stream
     */
    public void add(EventRecord event, long offset, ChainHead after) {
        if (!chain.head().accepts(event.link())) {
            throw new BrokenLogException("event at " + partition + "-" + offset + " (" + event.id()
                    + ") does not follow the chain, which is at " + chain.head() + "; the event names "
                    + event.link().number() + " after " + event.link().prevHash());
        }
        String stream = event.streamId();
        Long known = heads.get(stream);
        long head = known == null ? index.head(stream) : known;
        if (event.sequence() != head + 1) {
            throw new BrokenLogException("event at " + partition + "-" + offset + " has sequence " + event.sequence()
                    + ", but stream " + stream + " is at " + head);
        }
        heads.put(stream, event.sequence());
        chain = chain.after(after, offset);
        value.clear();
        EventBytes.write(offset, event, value);
        writes.put(IndexKeys.event(stream, event.sequence()), value);
    }

    /** Adds an outcome, unless it is older than the window; it replaces an older one under the same key. */
    public void add(OutcomeRecord outcome) {
        long millis = outcome.at().toEpochMilli();
        if (index.expired(millis)) {
            return;
        }
        String key = outcome.key();
        outcomes.put(key, millis);
        value.clear();
        OutcomeBytes.write(outcome, value);
        writes.put(IndexKeys.outcome(key), value);
    }

    /** Notes a checkpoint over everything up to that event. */
    public void sealed(long number) {
        chain = chain.sealedTo(number);
    }

    /** Writes everything, and how far it reaches. */
    public void commit(long nextEvent, long nextOutcome) {
        heads.forEach((stream, head) -> writes.put(IndexKeys.head(stream), PartitionIndex.bytes(head)));
        if (!outcomes.isEmpty()) {
            removeExpired(outcomes.size() * REMOVED_PER_ADDED);
            noteAges(nextOutcome);
        }
        writes.put(PartitionIndex.NEXT_EVENT, PartitionIndex.bytes(nextEvent));
        writes.put(PartitionIndex.NEXT_OUTCOME, PartitionIndex.bytes(nextOutcome));
        writes.put(PartitionIndex.CHAIN, chain.toBytes());
        index.write(writes, heads, nextEvent, nextOutcome, chain);
    }

    /** Notes which outcomes can be removed together: when the youngest of them expires. */
    private void noteAges(long nextOutcome) {
        int part = 0;
        Iterator<Map.Entry<String, Long>> rest = outcomes.entrySet().iterator();
        while (rest.hasNext()) {
            long youngest = 0;
            value.clear();
            for (int i = 0; i < EXPIRE_TOGETHER && rest.hasNext(); i++) {
                Map.Entry<String, Long> outcome = rest.next();
                youngest = Math.max(youngest, outcome.getValue());
                value.putSized(outcome.getKey().getBytes(UTF_8));
            }
            writes.put(IndexKeys.outcomesByAge(youngest, nextOutcome, part++), value);
            index.noteOutcome(youngest);
        }
    }

    private void removeExpired(int max) {
        for (Expired expired : index.takeExpired(max)) {
            writes.delete(expired.byAge());
            for (String name : expired.names()) {
                byte[] key = IndexKeys.outcome(name);
                byte[] current = index.get(key);
                boolean replaced = outcomes.containsKey(name)
                        || current == null
                        || OutcomeBytes.millis(current) > IndexKeys.millisOf(expired.byAge());
                if (!replaced) {
                    writes.delete(key);
                }
            }
        }
    }

    @Override
    public void close() {
        value.clear();
    }
}
