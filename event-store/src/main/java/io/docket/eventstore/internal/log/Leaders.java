package io.docket.eventstore.internal.log;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Whether the leaders of a partition take records just now. Asked before a partition is taken over with the producer that all partitions
 * of the instance share: one that nobody can write would keep it from the others, for as long as a commit may take, again and again.
 */
public final class Leaders {
    private final EventStoreConfig config;
    private final Admin admin;

    public Leaders(EventStoreConfig config, Admin admin) {
        this.config = config;
        this.admin = admin;
    }

    /**
     * Checks the partition of the events and of the outcomes.
     *
     * @throws KafkaException if one of them has no leader, or not as many replicas in sync as it needs, or nobody says so
     */
    public void requireWritable(int partition) {
        List<String> topics = List.of(config.events().name(), config.outcomes().name());
        Map<String, TopicDescription> found = get(admin.describeTopics(topics).allTopicNames());
        for (Topic topic : List.of(config.events(), config.outcomes())) {
            found.get(topic.name()).partitions().stream()
                    .filter(each -> each.partition() == partition)
                    .forEach(each -> requireWritable(topic.name(), each));
        }
    }

    private void requireWritable(String topic, TopicPartitionInfo partition) {
        if (partition.leader() == null || partition.leader().isEmpty()) {
            throw new KafkaException(topic + '-' + partition.partition() + " has no leader");
        }
        int inSync = partition.isr().size();
        if (inSync < partition.replicas().size()) {
            int needed = replicasNeeded(topic);
            if (inSync < needed) {
                throw new KafkaException(topic + '-' + partition.partition() + " has " + inSync
                        + " replicas in sync and needs " + needed);
            }
        }
    }

    private int replicasNeeded(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Integer.parseInt(get(admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                .value());
    }

    private <T> T get(KafkaFuture<T> answer) {
        return AdminAnswer.get(answer, config.timing().commitTimeout(), "leaders");
    }
}
