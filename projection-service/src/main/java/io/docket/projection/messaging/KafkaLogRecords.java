package io.docket.projection.messaging;

import io.docket.contracts.position.Position;
import io.docket.projection.timeline.LogRecords;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Single records from Kafka, each with a consumer of its own: that is for the few that are kept nowhere else. */
@ApplicationScoped
public class KafkaLogRecords implements LogRecords {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final String topic;

    public KafkaLogRecords(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    @Override
    public Uni<byte[]> data(Position position) {
        return Uni.createFrom().item(() -> read(position)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private byte[] read(Position position) {
        TopicPartition partition = new TopicPartition(topic, position.partition());
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, position.offset());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TIMEOUT)) {
                if (record.offset() == position.offset()) {
                    return record.value();
                }
            }
            throw new IllegalStateException("the log does not give the event at " + position);
        }
    }
}
