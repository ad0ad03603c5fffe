package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.PartitionStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folderA;

    @TempDir
    private Path folderB;

    private final TestLog log = new TestLog(4);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void every_instance_follows_the_partitions_of_all() {
        KafkaEventStore a = log.open(folderA);
        KafkaEventStore b = log.join(folderB);
        await().atMost(LONG).until(() -> served(a) == 2 && served(b) == 2);
        List<String> accounts =
                IntStream.range(0, 20).mapToObj(i -> "account" + i).toList();
        accounts.forEach(account -> TestLog.get(ownerOf(account, a, b), append(counted(account, 1))));

        for (KafkaEventStore instance : List.of(a, b)) {
            List<String> seen = new ArrayList<>();
            try (EventFeed feed = instance.log().follow(instance.log().start())) {
                await().atMost(LONG).until(() -> {
                    feed.poll(Duration.ofMillis(200))
                            .forEach(stored -> seen.add(stored.event().subject().id()));
                    return seen.size() >= accounts.size();
                });
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(accounts);
        }
    }

    @Test
    void a_reader_that_waits_gets_an_event_as_it_comes_and_can_be_stopped() throws Exception {
        KafkaEventStore store = log.open(folderA);
        EventFeed feed = store.log().follow(store.log().end());
        CompletableFuture<List<StoredEvent>> waiting = CompletableFuture.supplyAsync(() -> feed.poll(LONG));
        TestLog.get(store, append(counted("a", 1)));
        assertThat(waiting.get(10, TimeUnit.SECONDS)).hasSize(1);

        CompletableFuture<List<StoredEvent>> stopped = CompletableFuture.supplyAsync(() -> feed.poll(LONG));
        feed.close();

        assertThat(stopped.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void readers_that_are_left_behind_hold_nothing() {
        KafkaEventStore store = log.open(folderA);
        TestLog.get(store, append(counted("a", 1)));

        for (int i = 0; i < 200; i++) {
            assertThat(store.log().follow(store.log().start()).poll(Duration.ZERO))
                    .hasSize(1);
        }
    }

    private static KafkaEventStore ownerOf(String root, KafkaEventStore a, KafkaEventStore b) {
        return a.partitions().get(a.partitionOf(root)).state() == State.SERVING ? a : b;
    }

    private static long served(KafkaEventStore store) {
        return store.partitions().stream()
                .filter(partition -> partition.state() == State.SERVING)
                .count();
    }
}
