package io.docket.system.support;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The log itself, read with a plain consumer. */
public final class KafkaLog {
    private static final Duration POLL = Duration.ofMillis(200);

    private KafkaLog() {}

    /** Every committed event, in order per partition. */
    public static List<EventEnvelope> events() {
        List<EventEnvelope> events = new ArrayList<>();
        read(Topics.EVENTS.name(), events::add);
        return events;
    }

    /** Number of committed events. */
    public static long count() {
        long[] count = {0};
        read(Topics.EVENTS.name(), event -> count[0]++);
        return count[0];
    }

    private static void read(String topic, Consumer<EventEnvelope> to) {
        List<TopicPartition> partitions = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<String, Object> config = Map.of(
                "bootstrap.servers", Platform.kafka(), "isolation.level", "read_committed", "max.poll.records", 5000);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    to.accept(CloudEventHeaders.read(
                            record.key(),
                            name -> {
                                var header = record.headers().lastHeader(name);
                                return header == null ? null : header.value();
                            },
                            record.value()));
                }
            }
        }
    }
}
