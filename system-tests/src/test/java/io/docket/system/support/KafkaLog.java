package io.docket.system.support;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The log itself, read with a plain consumer. */
public final class KafkaLog {
    private static final Duration POLL = Duration.ofMillis(200);

    /** A consumer that is closed waits until the broker has answered its last fetch. */
    private static final int FETCH_WAIT_MILLIS = 10;

    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(Topics.EVENTS.name(), partition))
            .toList();

    private KafkaLog() {}

    /** Every committed event, in order per partition. */
    public static List<EventEnvelope> events() {
        return since(Map.of());
    }

    /** Where the committed events end now. */
    public static Map<TopicPartition, Long> end() {
        try (var consumer = consumer()) {
            return consumer.endOffsets(PARTITIONS);
        }
    }

    /** Every event committed after that, in order per partition. */
    public static List<EventEnvelope> since(Map<TopicPartition, Long> earlier) {
        List<EventEnvelope> events = new ArrayList<>();
        try (var consumer = consumer()) {
            consumer.assign(PARTITIONS);
            consumer.seekToBeginning(PARTITIONS);
            earlier.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> events.add(envelope(record)));
            }
        }
        return events;
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                Platform.kafka(),
                "isolation.level",
                "read_committed",
                "max.poll.records",
                5000,
                "fetch.max.wait.ms",
                FETCH_WAIT_MILLIS);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static EventEnvelope envelope(ConsumerRecord<String, byte[]> record) {
        return CloudEventHeaders.read(
                record.key(),
                name -> {
                    var header = record.headers().lastHeader(name);
                    return header == null ? null : header.value();
                },
                record.value());
    }
}
