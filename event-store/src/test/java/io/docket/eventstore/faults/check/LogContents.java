package io.docket.eventstore.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.position.Position;
import io.docket.eventstore.faults.instance.FaultsLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed log, read with a plain consumer that knows nothing of the store's code. */
public final class LogContents {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String bootstrapServers;

    public LogContents(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public List<Logged.Event> events() {
        return read(
                FaultsLog.EVENTS.name(),
                kafka -> new Logged.Event(
                        new Position(kafka.partition(), kafka.offset()),
                        header(kafka, "ce_tenant") + "/" + header(kafka, "ce_subject"),
                        Long.parseLong(header(kafka, "ce_sequence")),
                        header(kafka, "ce_id"),
                        header(kafka, "ce_commandid"),
                        header(kafka, "ce_source").substring(1)));
    }

    public List<Logged.Stored> outcomes() {
        return read(FaultsLog.OUTCOMES.name(), LogContents::outcome);
    }

    private static Logged.Stored outcome(ConsumerRecord<byte[], byte[]> kafka) {
        String key = new String(kafka.key(), UTF_8);
        String sequence = header(kafka, "docket_sequence");
        return new Logged.Stored(
                kafka.partition(),
                key.substring(key.indexOf('/') + 1),
                header(kafka, "docket_fingerprint"),
                Integer.parseInt(new String(kafka.value(), UTF_8)),
                header(kafka, "docket_stream"),
                sequence.isEmpty() ? 0 : Long.parseLong(sequence));
    }

    private static String header(ConsumerRecord<byte[], byte[]> kafka, String name) {
        Header header = kafka.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private <T> List<T> read(String topic, Function<ConsumerRecord<byte[], byte[]>, T> as) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        List<T> found = new ArrayList<>();
        long until = System.nanoTime() + LIMIT.toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, FaultsLog.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> end = highWatermarks(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(topic + " cannot be read to its end");
                }
                consumer.poll(POLL).forEach(kafka -> found.add(as.apply(kafka)));
            }
        }
        return found;
    }

    /** The end of everything that was written: a transaction that stays open must not hide what is behind it. */
    private Map<TopicPartition, Long> highWatermarks(List<TopicPartition> partitions) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions);
        }
    }
}
