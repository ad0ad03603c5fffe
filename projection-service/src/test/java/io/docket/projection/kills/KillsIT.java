package io.docket.projection.kills;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.position.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process of the service is killed in the middle of its batches, again and again, while events are written; then
 * everything that is stored equals a fold of the log by code that shares nothing with the service. Long form:
 * {@code -Ddocket.kills=100}; another course of events: {@code -Ddocket.kills.seed=…}.
 */
class KillsIT {
    private static final int KILLS = Integer.getInteger("docket.kills", 4);
    private static final long SEED = Long.getLong("docket.kills.seed", 1);
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration CATCH_UP = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(1);
    private static final int MAX_STEPS = 8;

    private final Random random = new Random(SEED);

    /** Holds the log of the service; stays where the test fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Surroundings surroundings;

    @BeforeEach
    void surroundings() {
        surroundings = new Surroundings(folder);
    }

    @AfterEach
    void close() {
        surroundings.close();
    }

    @Test
    void killed_in_mid_batch_again_and_again_the_views_are_the_fold_of_the_log() throws Exception {
        try (StoredViews stored = surroundings.stored();
                Load load = new Load(Surroundings.KAFKA, surroundings.topic(), SEED, () -> sum(stored.positions()))) {
            ServiceProcess first = start();
            await().atMost(START).until(() -> stored.isHotComplete() && sum(stored.positions()) > 0);
            first.end();
            int ahead = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                ServiceProcess service = start();
                long batchNanos = awaitSteps(stored, service, 2 + random.nextInt(MAX_STEPS));
                LockSupport.parkNanos((long) (random.nextDouble() * batchNanos));
                service.kill();
                ahead += isAhead(stored) ? 1 : 0;
            }
            load.stop();

            ServiceProcess last = start();
            ReferenceFold expected = fold();
            await().atMost(CATCH_UP).until(() -> stored.positions().equals(expected.next) && believesHotViews(last));
            last.end();

            System.out.printf(
                    "kills=%d seed=%d events=%d foundAheadOfTheirPosition=%d documents=%d parkedRoots=%d%n",
                    KILLS,
                    SEED,
                    load.written(),
                    ahead,
                    expected.documents.values().stream().mapToInt(Map::size).sum(),
                    expected.parked.size());
            Comparison.compare(stored, expected);
        }
    }

    /** True if the service holds the hot views for complete; what is noted in them may be older than a write that failed. */
    private static boolean believesHotViews(ServiceProcess service) {
        String ready = given().get(service.url() + "/q/health/ready")
                .path("checks.find { it.name == 'projections' }.data.hotViews");
        return "ready".equals(ready);
    }

    /**
     * Waits until the service has stored so many batches: it is in the middle of the next one then.
     *
     * @return how long the last of them took, in nanoseconds: a kill may come anywhere in the next
     */
    private static long awaitSteps(StoredViews stored, ServiceProcess service, int steps) {
        long[] last = {sum(stored.positions())};
        long[] steppedAt = {System.nanoTime(), System.nanoTime()};
        int[] seen = {0};
        await().atMost(START).pollDelay(Duration.ZERO).pollInterval(LOOK).until(() -> {
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
    private static boolean isAhead(StoredViews stored) {
        Map<Integer, Long> next = stored.positions();
        long lowest = next.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return stored.newestPositionsFrom(lowest).stream()
                .map(Position::parse)
                .anyMatch(newest -> newest.offset() >= next.getOrDefault(newest.partition(), 0L));
    }

    private ReferenceFold fold() {
        ReferenceFold fold = new ReferenceFold();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", Surroundings.KAFKA);
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(surroundings.topic()).stream()
                    .map(partition -> new TopicPartition(surroundings.topic(), partition.partition()))
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

    private ServiceProcess start() throws IOException {
        return surroundings.start(
                Map.of("QUARKUS_OIDC_TENANT_ENABLED", "false", "MP_MESSAGING_INCOMING_EVENTS_MAX_POLL_RECORDS", "100"));
    }

    private static long sum(Map<Integer, Long> positions) {
        return positions.values().stream().mapToLong(Long::longValue).sum();
    }
}
