package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.KafkaEventStore;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheHandOverIT {
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
    void a_hand_over_drops_the_aggregates_of_the_partitions_that_go_and_no_other() {
        KafkaEventStore a = log.open(folderA);
        AggregateCache cache = AggregateCache.of(a, 1_000);
        List<String> accounts = IntStream.range(0, 40)
                .mapToObj(i -> Account.idOf("account" + i))
                .toList();
        accounts.forEach(account -> cache.put(account, "aggregate"));

        KafkaEventStore b = log.join(folderB);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> served(a).size() == 2 && served(b).size() == 2);

        Set<Integer> kept = served(a);
        assertThat(accounts.stream().filter(cache::containsKey))
                .isNotEmpty()
                .containsExactlyElementsOf(accounts.stream()
                        .filter(account -> kept.contains(a.partitionOf(a.rootOf(account))))
                        .toList());
    }

    private static Set<Integer> served(KafkaEventStore store) {
        return store.partitions().stream()
                .filter(partition -> partition.state() == State.SERVING)
                .map(PartitionStatus::partition)
                .collect(Collectors.toSet());
    }
}
