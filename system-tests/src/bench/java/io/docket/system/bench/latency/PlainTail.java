package io.docket.system.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.topic.Topics;
import io.docket.system.support.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The native twin of the websocket: a plain consumer at the end of the topic, which notes when it has an event. */
final class PlainTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String ID = "ce_id";

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    Platform.kafka(),
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    private final Thread reader = Thread.ofPlatform().name("plain-tail").daemon().unstarted(this::read);

    /** Reads from here on. */
    PlainTail() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader.start();
    }

    /** When each event came, in nanoseconds, by its id. */
    Map<String, Long> seen() {
        return seen;
    }

    private void read() {
        try {
            while (true) {
                consumer.poll(POLL).forEach(record -> seen.put(
                        new String(record.headers().lastHeader(ID).value(), UTF_8), System.nanoTime()));
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
