package io.docket.eventstore.internal.standby;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.log.LogFold;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One followed partition.
 *
 * @param events its events
 * @param outcomes its outcomes
 * @param index its index
 */
record Tail(TopicPartition events, TopicPartition outcomes, PartitionIndex index) {
    static Tail of(EventStoreConfig config, int partition, PartitionIndex index) {
        return new Tail(
                new TopicPartition(config.events().name(), partition),
                new TopicPartition(config.outcomes().name(), partition),
                index);
    }

    /** Brings into the index what was read of the partition. */
    void apply(ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> reader) {
        if (reader.position(events) != index.nextEvent() || reader.position(outcomes) != index.nextOutcome()) {
            LogFold.apply(records, index, events, outcomes, reader);
        }
    }
}
