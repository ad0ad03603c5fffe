package io.docket.eventstore.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.simulation.PartitionReplay.Located;
import io.docket.eventstore.simulation.PartitionReplay.LoggedOutcome;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.kafka.PartitionLog;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The simulated log as a reader of committed records sees it in the end, read without any of the store's code. */
final class LogView {
    private final Cluster cluster;
    private final EventStoreConfig config;

    /** What an owner said of itself, and where; that there is none, if it names nobody. */
    record Announced(long offset, @Nullable String instance) {}

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

    /** Committed events of a partition. */
    List<Located> events(int partition) {
        return eventLog(partition).committedBefore(Long.MAX_VALUE).stream()
                .map(kafka -> new Located(new Position(partition, kafka.offset()), EventRecord.of(kafka)))
                .toList();
    }

    /** The offset after the last committed event of a partition. */
    long endOfEvents(int partition) {
        return eventLog(partition).committedEnd();
    }

    /** Committed outcomes of a partition. */
    List<LoggedOutcome> outcomes(int partition) {
        return outcomeLog(partition).committedBefore(Long.MAX_VALUE).stream()
                .map(kafka -> new LoggedOutcome(new Position(partition, kafka.offset()), OutcomeRecord.of(kafka)))
                .toList();
    }

    /** What was said about the owner of a partition, in order. */
    List<Announced> announced(int partition) {
        TopicPartition owners = new TopicPartition(config.cluster().owners().name(), partition);
        return cluster.log(owners).committedBefore(Long.MAX_VALUE).stream()
                .map(kafka -> new Announced(kafka.offset(), instance(kafka.value())))
                .toList();
    }

    private static @Nullable String instance(byte @Nullable [] value) {
        return value == null
                ? null
                : Json.read(value, JsonNode.class).get("instance").textValue();
    }
}
