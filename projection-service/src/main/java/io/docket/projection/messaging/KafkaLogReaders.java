package io.docket.projection.messaging;

import io.docket.projection.generations.GenerationsConfig;
import io.docket.projection.generations.LogReader;
import io.docket.projection.generations.LogReaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Readers of the log in Kafka, outside of the group of the channel. */
@ApplicationScoped
public class KafkaLogReaders implements LogReaders {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_FETCH_BYTES = 16 * 1024 * 1024;
    private static final int MAX_PARTITION_BYTES = 4 * 1024 * 1024;
    private static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;

    private final String bootstrapServers;
    private final String topic;
    private final int batch;

    public KafkaLogReaders(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic,
            GenerationsConfig config) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.batch = config.batch();
    }

    @Override
    public LogReader open() {
        return new KafkaLogReader(consumer(), topic);
    }

    @Override
    public Map<Integer, Long> ends() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, TIMEOUT).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            Map<Integer, Long> ends = new HashMap<>();
            consumer.endOffsets(partitions, TIMEOUT).forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batch,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_BYTES,
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER_BYTES),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
