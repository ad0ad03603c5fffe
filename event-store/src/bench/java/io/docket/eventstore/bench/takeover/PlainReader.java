package io.docket.eventstore.bench.takeover;

import io.docket.eventstore.bench.BenchLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The twin of a cold take-over: a plain consumer that reads the same partitions and does nothing with what it reads. */
final class PlainReader {
    private static final Duration POLL = Duration.ofMillis(100);

    private PlainReader() {}

    /** Seconds from its start to the end of all the partitions. */
    static double seconds(BenchLog log, List<Integer> partitions) {
        long start = System.nanoTime();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, log.address(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> read = partitions.stream()
                    .map(partition -> new TopicPartition(log.events().name(), partition))
                    .toList();
            consumer.assign(read);
            consumer.seekToBeginning(read);
            Map<TopicPartition, Long> ends = consumer.endOffsets(read);
            while (read.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
