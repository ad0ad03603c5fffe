package org.apache.kafka.clients.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/** Makes answers of an administrator that only this package can make. */
public final class Results {
    private Results() {}

    public static ListConsumerGroupOffsetsResult offsets(
            String group, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> offsets) {
        return new ListConsumerGroupOffsetsResult(Map.of(CoordinatorKey.byGroupId(group), offsets));
    }

    public static DescribeFeaturesResult features(Map<String, FinalizedVersionRange> finalized) {
        return new DescribeFeaturesResult(
                KafkaFuture.completedFuture(new FeatureMetadata(finalized, Optional.empty(), Map.of())));
    }

    public static DescribeClusterResult cluster(String id) {
        return new DescribeClusterResult(
                KafkaFuture.completedFuture(List.of()),
                KafkaFuture.completedFuture(Node.noNode()),
                KafkaFuture.completedFuture(id),
                KafkaFuture.completedFuture(Set.of()));
    }

    public static CreateTopicsResult created(
            String topic, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig> created) {
        return new CreateTopicsResult(Map.of(topic, created));
    }

    public static DescribeTopicsResult topic(TopicDescription topic) {
        return DescribeTopicsResult.ofTopicNames(Map.of(topic.name(), KafkaFuture.completedFuture(topic)));
    }

    public static DescribeConfigsResult config(ConfigResource resource, Config config) {
        return new DescribeConfigsResult(Map.of(resource, KafkaFuture.completedFuture(config)));
    }

    public static FenceProducersResult fenced(String id, KafkaFuture<ProducerIdAndEpoch> epoch) {
        return new FenceProducersResult(Map.of(CoordinatorKey.byTransactionalId(id), epoch));
    }
}
