package io.docket.eventstore.internal.writer;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.VersionConflictException;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The appends that share the next transaction. Each is checked against the index and against those before it in the
 * group: a key that has an outcome, a decision of an earlier tenure, or a sequence that is not the next one of its stream,
 * is answered at once.
 */
final class AppendGroup {
    private final PartitionIndex index;
    private final Limits limits;
    private final Tenure tenure;
    private final Map<String, StoredOutcome> known;
    private final List<PendingAppend> accepted = new ArrayList<>();
    private final Map<String, Long> heads = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private int records;
    private long bytes;

    private AppendGroup(PartitionIndex index, Limits limits, Tenure tenure, Map<String, StoredOutcome> known) {
        this.index = index;
        this.limits = limits;
        this.tenure = tenure;
        this.known = known;
    }

    /** Takes what waits, as far as it fits into one transaction. */
    static List<PendingAppend> take(AppendQueue queue, PartitionIndex index, Limits limits, Tenure tenure) {
        List<PendingAppend> waiting = queue.poll(limits.transactionRecords());
        AppendGroup group = new AppendGroup(index, limits, tenure, known(waiting, index));
        int taken = 0;
        try {
            while (taken < waiting.size() && group.hasRoom(waiting.get(taken))) {
                group.add(waiting.get(taken++));
            }
        } finally {
            queue.putBack(waiting.subList(taken, waiting.size()));
        }
        return group.accepted;
    }

    /** Asks the index about all keys at once: most are new, and one question costs much less than many. */
    private static Map<String, StoredOutcome> known(List<PendingAppend> waiting, PartitionIndex index) {
        List<String> keys = new ArrayList<>(waiting.size());
        for (PendingAppend append : waiting) {
            OutcomeRecord outcome = append.outcome();
            if (outcome != null) {
                keys.add(outcome.key());
            }
        }
        try {
            return index.outcomes(keys);
        } catch (RuntimeException e) {
            waiting.forEach(append -> append.failed(new StoreUnavailableException("index cannot be read", e)));
            throw e;
        }
    }

    private boolean hasRoom(PendingAppend next) {
        if (accepted.isEmpty()) {
            return true;
        }
        boolean sameKey = next.outcome() != null && keys.contains(next.outcome().key());
        return !sameKey
                && records + next.records() <= limits.transactionRecords()
                && bytes + next.bytes() <= limits.transactionBytes();
    }

    private void add(PendingAppend next) {
        EventStoreException objection;
        try {
            objection = objection(next);
        } catch (RuntimeException e) {
            accepted.add(next);
            accepted.forEach(append -> append.failed(new StoreUnavailableException("index cannot be read", e)));
            throw e;
        }
        if (objection != null) {
            next.failed(objection);
            return;
        }
        accepted.add(next);
        records += next.records();
        bytes += next.bytes();
        if (next.outcome() != null) {
            keys.add(next.outcome().key());
        }
    }

    private @Nullable EventStoreException objection(PendingAppend next) {
        OutcomeRecord outcome = next.outcome();
        StoredOutcome first = outcome == null ? null : known.get(outcome.key());
        if (first != null) {
            return new DuplicateKeyException(first);
        }
        NotOwnerException tooOld = tenure.objection(next);
        return tooOld == null ? conflict(next.events()) : tooOld;
    }

    /** The first event that is not the next one of its stream; if there is none, the heads move on. */
    private @Nullable EventStoreException conflict(List<EventRecord> events) {
        Map<String, Long> changed = events.size() == 1 ? heads : new HashMap<>();
        for (EventRecord event : events) {
            String stream = event.streamId();
            long head = head(stream, changed);
            if (event.sequence() != head + 1) {
                return new VersionConflictException(stream, event.sequence(), head);
            }
            changed.put(stream, event.sequence());
        }
        if (changed != heads) {
            heads.putAll(changed);
        }
        return null;
    }

    private long head(String stream, Map<String, Long> changed) {
        Long head = changed.get(stream);
        if (head == null) {
            head = heads.get(stream);
        }
        return head == null ? index.head(stream) : head;
    }
}
