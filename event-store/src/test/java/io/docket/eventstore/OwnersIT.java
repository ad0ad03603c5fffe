package io.docket.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.log.KafkaClients;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersIT {
    private static final int PARTITIONS = 4;

    @TempDir
    private Path folderA;

    @TempDir
    private Path folderB;

    private final TestLog log = new TestLog(PARTITIONS);

    @AfterEach
    void close() {
        log.close();
    }

    private KafkaEventStore open(Path folder, String address) {
        EventStoreConfig config = log.config(folder, address, 0);
        return log.open(config, new KafkaClients(config));
    }

    private static List<String> addresses(KafkaEventStore store) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition ->
                        store.owners().ownerOf(partition).map(Owner::address).orElse("nobody"))
                .toList();
    }

    private static List<Boolean> served(KafkaEventStore store) {
        return store.partitions().stream()
                .map(partition -> partition.state() == State.SERVING)
                .toList();
    }

    @Test
    void every_instance_knows_the_owner_of_every_partition() {
        KafkaEventStore a = TestLog.serving(open(folderA, "a:1"));

        KafkaEventStore b = open(folderB, "b:2");

        await().untilAsserted(() -> {
            assertThat(addresses(a)).containsExactlyInAnyOrder("a:1", "a:1", "b:2", "b:2");
            assertThat(addresses(b)).isEqualTo(addresses(a));
            assertThat(served(b))
                    .isEqualTo(addresses(a).stream().map("b:2"::equals).toList());
        });
    }

    @Test
    void the_term_grows_with_every_owner_and_a_clean_end_leaves_nobody() {
        KafkaEventStore a = TestLog.serving(open(folderA, "a:1"));
        Map<Integer, Queue<Optional<Owner>>> heard = new ConcurrentHashMap<>();
        KafkaEventStore b = open(folderB, "b:2");
        b.owners()
                .addListener((partition, owner) -> heard.computeIfAbsent(partition, p -> new ConcurrentLinkedQueue<>())
                        .add(owner));
        await().until(() -> served(b).contains(true));

        a.close();

        await().untilAsserted(() -> assertThat(addresses(b)).containsOnly("b:2"));
        heard.values().forEach(news -> {
            List<Long> terms =
                    news.stream().flatMap(Optional::stream).map(Owner::term).toList();
            assertThat(terms).isSorted().doesNotHaveDuplicates();
        });
        assertThat(heard.values()).allSatisfy(news -> assertThat(news).contains(Optional.empty()));
    }

    @Test
    void an_instance_without_an_address_publishes_nothing() {
        KafkaEventStore reachable = TestLog.serving(open(folderA, "a:1"));
        EventStoreConfig config = log.config(folderB);
        KafkaEventStore alone = log.open(config, new KafkaClients(config));
        await().until(() -> served(alone).contains(true));

        await().untilAsserted(() -> assertThat(addresses(reachable)).contains("nobody"));
        assertThat(addresses(alone)).containsOnly("nobody");
    }
}
