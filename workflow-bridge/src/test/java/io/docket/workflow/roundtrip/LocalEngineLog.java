package io.docket.workflow.roundtrip;

import io.docket.contracts.topic.Topics;
import io.docket.workflow.record.EngineRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The local stack's records of the engine, from now on. */
final class LocalEngineLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final TopicPartition RECORDS = new TopicPartition(Topics.ZEEBE.name(), 0);

    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    Objects.requireNonNullElse(System.getenv("DOCKET_KAFKA"), "127.0.0.1:19092"),
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());

    LocalEngineLog() {
        consumer.assign(List.of(RECORDS));
        consumer.seekToEnd(List.of(RECORDS));
        consumer.position(RECORDS);
    }

    synchronized List<EngineRecord> poll() {
        List<EngineRecord> records = new ArrayList<>();
        consumer.poll(POLL).forEach(record -> records.add(EngineRecord.parse(record.value())));
        return records;
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
