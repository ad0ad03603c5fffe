package org.apache.kafka.clients.admin;

import java.util.Map;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/** Makes answers of an administrator that only this package can make. */
public final class Results {
    private Results() {}

    public static ListConsumerGroupOffsetsResult offsets(
            String group, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> offsets) {
        return new ListConsumerGroupOffsetsResult(Map.of(CoordinatorKey.byGroupId(group), offsets));
    }

    public static FenceProducersResult fenced(String id, KafkaFuture<ProducerIdAndEpoch> epoch) {
        return new FenceProducersResult(Map.of(CoordinatorKey.byTransactionalId(id), epoch));
    }
}
