package io.docket.projection.kills;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.position.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What can be seen of processes that are killed: how they get on, where the kill came, and what the log says. */
final class KillsWatch {
    private static final Duration STEPS = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(1);

    private KillsWatch() {}

    /** True if the service holds the hot views for complete; what is noted in them may be older than a write that failed. */
    static boolean believesHotViews(ServiceProcess service) {
        String ready = given().get(service.url() + "/q/health/ready")
                .path("checks.find { it.name == 'projections' }.data.hotViews");
        return "ready".equals(ready);
    }

    /**
     * Waits until the service has stored so many batches: it is in the middle of the next one then.
     *
     * @return how long the last of them took, in nanoseconds: a kill may come anywhere in the next
     */
    static long awaitSteps(StoredViews stored, ServiceProcess service, int steps) {
        long[] last = {sum(stored.positions())};
        long[] steppedAt = {System.nanoTime(), System.nanoTime()};
        int[] seen = {0};
        await().atMost(STEPS).pollDelay(Duration.ZERO).pollInterval(LOOK).until(() -> {
            assertThat(service.isAlive()).as("the service runs").isTrue();
            long now = sum(stored.positions());
            if (now != last[0]) {
                seen[0]++;
                last[0] = now;
                steppedAt[0] = steppedAt[1];
                steppedAt[1] = System.nanoTime();
            }
            return seen[0] >= steps;
        });
        return steppedAt[1] - steppedAt[0];
    }

    /** True if there are documents with events that the position does not cover: the kill came before it moved. */
    static boolean isAhead(StoredViews stored) {
        Map<Integer, Long> next = stored.positions();
        long lowest = next.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return stored.newestPositionsFrom(lowest).stream()
                .map(Position::parse)
                .anyMatch(newest -> newest.offset() >= next.getOrDefault(newest.partition(), 0L));
    }

    /** What the log says, by code that shares nothing with the service. */
    static ReferenceFold fold(String topic) {
        ReferenceFold fold = new ReferenceFold();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", Surroundings.KAFKA);
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    fold.apply(LoggedEvent.of(record));
                }
            }
        }
        return fold;
    }

    /** How far all partitions are together. */
    static long sum(Map<Integer, Long> positions) {
        return positions.values().stream().mapToLong(Long::longValue).sum();
    }
}
