package io.docket.eventstore.simulation.kafka;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** One transaction of one producer: the records that carry it share its fate. */
public final class TransactionRun {
    /** What the coordinator decided. */
    public enum Decision {
        OPEN,
        COMMIT,
        ABORT
    }

    private final Set<TopicPartition> unmarked = new LinkedHashSet<>();
    private final Map<TopicPartition, Long> written = new LinkedHashMap<>();
    private Decision decision = Decision.OPEN;

    public Decision decision() {
        return decision;
    }

    void decide(Decision newDecision) {
        decision = newDecision;
    }

    /** The offset of the batch, if the partition has it already: a producer sends one batch a partition. */
    Long written(TopicPartition partition) {
        return written.getOrDefault(partition, -1L);
    }

    /** Where it has records. */
    Set<TopicPartition> partitions() {
        return written.keySet();
    }

    void wrote(TopicPartition partition, long offset) {
        written.put(partition, offset);
        unmarked.add(partition);
    }

    /** Partitions without the marker of its end. */
    Set<TopicPartition> unmarked() {
        return unmarked;
    }
}
