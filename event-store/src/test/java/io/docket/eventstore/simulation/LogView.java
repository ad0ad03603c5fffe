package io.docket.eventstore.simulation;

import io.docket.contracts.position.Position;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.kafka.PartitionLog;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The simulated log as a reader of committed records sees it in the end, read without any of the store's code. */
final class LogView {
    private final Cluster cluster;
    private final EventStoreConfig config;

    /** An event and where it is. */
    record Located(Position position, EventRecord event) {}

    LogView(Cluster cluster, EventStoreConfig config) {
        this.cluster = cluster;
        this.config = config;
    }

    int partitions() {
        return config.events().partitions();
    }

    private PartitionLog eventLog(int partition) {
        return cluster.log(new TopicPartition(config.events().name(), partition));
    }

    private PartitionLog outcomeLog(int partition) {
        return cluster.log(new TopicPartition(config.outcomes().name(), partition));
    }

    List<Located> events(int partition) {
        return events(partition, Long.MAX_VALUE);
    }

    /** Committed events of a partition before an offset. */
    List<Located> events(int partition, long before) {
        return eventLog(partition).committedBefore(before).stream()
                .map(kafka -> new Located(new Position(partition, kafka.offset()), EventRecord.of(kafka)))
                .toList();
    }

    List<OutcomeRecord> outcomes(int partition) {
        return outcomes(partition, Long.MAX_VALUE);
    }

    /** Committed outcomes of a partition before an offset. */
    List<OutcomeRecord> outcomes(int partition, long before) {
        return outcomeLog(partition).committedBefore(before).stream()
                .map(OutcomeRecord::of)
                .toList();
    }

    /** Id of the committed event at a position. */
    Optional<String> eventId(Position position) {
        return eventLog(position.partition())
                .committed(position.offset())
                .map(kafka -> EventRecord.of(kafka).id());
    }
}
