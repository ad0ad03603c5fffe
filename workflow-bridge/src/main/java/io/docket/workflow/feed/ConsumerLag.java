package io.docket.workflow.feed;

import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records a consumer group has yet to commit. */
public final class ConsumerLag implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Admin admin;

    /** Asks the brokers. */
    public ConsumerLag(String servers) {
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis()));
    }

    /**
     * Records between what the group committed and the end of the topic, over all its partitions. The marker of a
     * transaction counts as one, so a group that has read everything may stay one behind in each partition.
     */
    public long of(String group, String topic) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
            committed.keySet().removeIf(partition -> !partition.topic().equals(topic));
            Map<TopicPartition, OffsetSpec> latest =
                    committed.keySet().stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).entrySet().stream()
                    .mapToLong(end -> Math.max(
                            end.getValue().offset()
                                    - committed.get(end.getKey()).offset(),
                            0))
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new Unavailable("Kafka: " + e, e);
        }
    }

    @Override
    public void close() {
        admin.close(TIMEOUT);
    }
}
