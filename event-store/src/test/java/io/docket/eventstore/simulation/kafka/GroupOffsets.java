package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.kafka.TransactionRun.Decision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The offsets of the group: committed, or pending in a transaction until its marker has arrived here, too. */
final class GroupOffsets {
    /** Where the markers for the group's offsets go. */
    static final TopicPartition LOG = new TopicPartition("__consumer_offsets", 0);

    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<TransactionRun, Map<TopicPartition, OffsetAndMetadata>> pending = new LinkedHashMap<>();

    /** What a coordinator that was replaced just now, and does not know it, takes for true from here on. */
    GroupOffsets former() {
        GroupOffsets former = new GroupOffsets();
        former.committed.putAll(committed);
        pending.forEach((run, offsets) -> former.pending.put(run, new HashMap<>(offsets)));
        return former;
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        committed.putAll(offsets);
    }

    void add(TransactionRun run, Map<TopicPartition, OffsetAndMetadata> offsets) {
        run.unmarked().add(LOG);
        pending.computeIfAbsent(run, absent -> new HashMap<>()).putAll(offsets);
    }

    void mark(TransactionRun run) {
        run.unmarked().remove(LOG);
        Map<TopicPartition, OffsetAndMetadata> offsets = pending.remove(run);
        if (offsets != null && run.decision() == Decision.COMMIT) {
            committed.putAll(offsets);
        }
    }

    Optional<OffsetAndMetadata> committed(TopicPartition partition) {
        return Optional.ofNullable(committed.get(partition));
    }

    /** True if no transaction that has not ended carries an offset of the partition. */
    boolean stable(TopicPartition partition) {
        return pending.values().stream().noneMatch(offsets -> offsets.containsKey(partition));
    }
}
