package io.docket.eventstore.internal.writer;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.EventStoreException;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The appends that share the next transaction. Each is checked against the index and against those before it in the
 * group: a sequence that is not the next one of its stream, or a key that has an outcome, is answered at once.
 */
final class AppendGroup {
    private final PartitionIndex index;
    private final Limits limits;
    private final Map<String, StoredOutcome> known;
    private final List<PendingAppend> accepted = new ArrayList<>();
    private final Map<String, Long> heads = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private int records;
    private long bytes;

    private AppendGroup(PartitionIndex index, Limits limits, Map<String, StoredOutcome> known) {
        this.index = index;
        this.limits = limits;
        this.known = known;
    }

    /** Takes what waits, as far as it fits into one transaction. */
    static List<PendingAppend> take(AppendQueue queue, PartitionIndex index, Limits limits) {
        List<PendingAppend> waiting = queue.poll(limits.transactionRecords());
        AppendGroup group = new AppendGroup(index, limits, known(waiting, index));
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
        List<String> keys = waiting.stream()
                .flatMap(append -> Stream.ofNullable(append.outcome()))
                .map(OutcomeRecord::key)
                .toList();
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
        try {
            Map<String, Long> changed = new HashMap<>();
            Optional<EventStoreException> objection = duplicate(next.outcome()).or(() -> conflict(next, changed));
            if (objection.isPresent()) {
                next.failed(objection.get());
                return;
            }
            heads.putAll(changed);
        } catch (RuntimeException e) {
            accepted.add(next);
            accepted.forEach(append -> append.failed(new StoreUnavailableException("index cannot be read", e)));
            throw e;
        }
        accepted.add(next);
        records += next.records();
        bytes += next.bytes();
        if (next.outcome() != null) {
            keys.add(next.outcome().key());
        }
    }

    private Optional<EventStoreException> duplicate(@Nullable OutcomeRecord outcome) {
        return outcome == null
                ? Optional.empty()
                : Optional.ofNullable(known.get(outcome.key())).map(DuplicateKeyException::new);
    }

    private Optional<EventStoreException> conflict(PendingAppend next, Map<String, Long> changed) {
        for (EventRecord event : next.events()) {
            String stream = event.streamId();
            long head = changed.containsKey(stream)
                    ? changed.get(stream)
                    : heads.containsKey(stream) ? heads.get(stream) : index.head(stream);
            if (event.sequence() != head + 1) {
                return Optional.of(new VersionConflictException(stream, event.sequence(), head));
            }
            changed.put(stream, event.sequence());
        }
        return Optional.empty();
    }
}
