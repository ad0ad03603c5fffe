package io.docket.eventstore.internal.log;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.Results;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** The topics of a broker that answers at once, and has Kafka's defaults for what a topic does not set. */
public final class TopicsOfBroker {
    private static final Map<String, String> DEFAULTS = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "604800000",
            "retention.bytes", "-1",
            "max.message.bytes", "1048588",
            "min.insync.replicas", "1",
            "unclean.leader.election.enable", "false");

    private final Map<String, NewTopic> topics = new HashMap<>();

    /** An administrator that can create and describe topics, and nothing else. */
    public Admin admin() {
        return (Admin) Proxy.newProxyInstance(
                TopicsOfBroker.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "describeFeatures" ->
                            Results.features(
                                    Map.of("transaction.version", new FinalizedVersionRange((short) 2, (short) 2)));
                        case "describeCluster" -> Results.cluster("cluster");
                        case "createTopics" -> create((NewTopic) only(args[0]));
                        case "describeTopics" -> describe((String) only(args[0]));
                        case "describeConfigs" -> settings((ConfigResource) only(args[0]));
                        case "close" -> null;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private static Object only(Object collection) {
        return ((Collection<?>) collection).iterator().next();
    }

    /** The value of a topic's setting; a default if the topic does not set it. */
    String setting(String topic, String name) {
        return topics.get(topic).configs().getOrDefault(name, DEFAULTS.get(name));
    }

    private CreateTopicsResult create(NewTopic topic) {
        KafkaFutureImpl<CreateTopicsResult.TopicMetadataAndConfig> created = new KafkaFutureImpl<>();
        if (topics.putIfAbsent(topic.name(), topic) == null) {
            created.complete(null);
        } else {
            created.completeExceptionally(new TopicExistsException(topic.name()));
        }
        return Results.created(topic.name(), created);
    }

    private DescribeTopicsResult describe(String topic) {
        NewTopic created = topics.get(topic);
        List<Node> replicas = Collections.nCopies(Math.max(1, created.replicationFactor()), Node.noNode());
        List<TopicPartitionInfo> partitions = IntStream.range(0, created.numPartitions())
                .mapToObj(partition -> new TopicPartitionInfo(partition, Node.noNode(), replicas, replicas))
                .toList();
        return Results.topic(new TopicDescription(topic, false, partitions));
    }

    private DescribeConfigsResult settings(ConfigResource topic) {
        Config config = new Config(DEFAULTS.keySet().stream()
                .map(name -> new ConfigEntry(name, setting(topic.name(), name)))
                .toList());
        return Results.config(topic, config);
    }
}
