package io.docket.eventstore.faults;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.KafkaEventStore;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.faults.broker.BrokerNode;
import io.docket.eventstore.faults.broker.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Too few replicas of one partition are there, so that its leader takes nothing, while the other one goes on. */
@Isolated("takes every core")
class OnePartitionAwayIT {
    private static final int GOOD = 0;
    private static final int POOR = 1;
    private static final Topic EVENTS = new Topic("away.events", 2, Topics.EVENTS.config());
    private static final Topic OUTCOMES = new Topic("away.outcomes", 2, Topics.OUTCOMES.config());
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Far less than so many appends would take if each had to wait until the other partition has been given up. */
    private static final Duration GOES_ON = Duration.ofSeconds(30);

    private static final int IN_A_ROW = 200;

    @TempDir
    private Path folder;

    private int written;

    @Test
    void a_partition_that_cannot_be_written_holds_up_no_other() throws Exception {
        try (Cluster cluster = Cluster.of(3, folder.resolve("kafka"))) {
            create(cluster, EVENTS);
            create(cluster, OUTCOMES);
            EventStoreConfig config = EventStoreConfig.of(cluster.bootstrapServers(), "away", folder.resolve("store"))
                    .withTopics(EVENTS, OUTCOMES);
            try (KafkaEventStore store = KafkaEventStore.open(config)) {
                await().atMost(PATIENCE).until(() -> served(store) == 2);
                BrokerNode third = cluster.nodes().getLast();

                third.kill();
                await().atMost(PATIENCE).until(() -> written(store, POOR) == null);
                Thread pressing = Thread.ofVirtual().start(() -> keepTrying(store));
                await().atMost(PATIENCE).until(() -> inARow(store));
                pressing.interrupt();
                pressing.join();
                third.start();

                await().atMost(PATIENCE).until(() -> served(store) == 2 && written(store, POOR) != null);
            }
        }
    }

    private static void create(Cluster cluster, Topic topic) throws Exception {
        Map<Integer, List<Integer>> replicas = Map.of(GOOD, List.of(1, 2), POOR, List.of(2, 3));
        cluster.admin()
                .createTopics(List.of(new NewTopic(topic.name(), replicas).configs(topic.config())))
                .all()
                .get();
    }

    private static long served(KafkaEventStore store) {
        return store.partitions().stream()
                .filter(partition -> partition.state() == State.SERVING)
                .count();
    }

    /** Somebody always wants to write the partition that cannot be written. */
    private void keepTrying(KafkaEventStore store) {
        while (!Thread.currentThread().isInterrupted()) {
            written(store, POOR);
        }
    }

    private boolean inARow(KafkaEventStore store) {
        long began = System.nanoTime();
        List<String> streams = new ArrayList<>();
        for (int i = 0; i < IN_A_ROW; i++) {
            String stream = written(store, GOOD);
            if (stream == null || System.nanoTime() - began > GOES_ON.toNanos()) {
                return false;
            }
            streams.add(stream);
        }
        assertThat(streams).allMatch(stream -> store.head(stream) == 1);
        return true;
    }

    /** The stream of an event that was committed; null if it was not. */
    private String written(KafkaEventStore store, int partition) {
        String account = account(store, partition);
        try {
            store.append(append(counted(account, 1))).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return streamOf(account);
        } catch (ExecutionException e) {
            return null;
        } catch (TimeoutException e) {
            throw new AssertionError("an append without an answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private synchronized String account(KafkaEventStore store, int partition) {
        return IntStream.iterate(written, i -> i + 1)
                .peek(i -> written = i + 1)
                .mapToObj(i -> "account-" + i)
                .filter(account -> store.partitionOf(account) == partition)
                .findFirst()
                .orElseThrow();
    }
}
