package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.EventStoreConfig.Cluster;
import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.log.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyIT {
    private static final int EVENTS = 400;

    /** A dead owner finishes nothing: closing it would wait for three times the usual drain. */
    private static final Timing SHORT_DRAIN = shortDrain(Timing.DEFAULT);

    @TempDir
    private Path folderA;

    @TempDir
    private Path folderB;

    private TestLog log = new TestLog(1);

    @AfterEach
    void close() {
        log.close();
    }

    private KafkaEventStore open(Path folder, int standby, RecordingClients clients) {
        return log.open(log.config(folder, folder.getFileName() + ":1", standby), clients);
    }

    private static Timing shortDrain(Timing usual) {
        return new Timing(
                usual.outcomeWindow(),
                usual.transactionTimeout(),
                usual.commitTimeout(),
                usual.unknownOutcome(),
                Duration.ofSeconds(1),
                usual.sessionTimeout(),
                usual.start());
    }

    private RecordingClients clients(Path folder, int standby) {
        return new RecordingClients(log.config(folder, folder.getFileName() + ":1", standby));
    }

    private static void fill(KafkaEventStore store, String account, int from, int to) {
        List<java.util.concurrent.CompletionStage<Committed>> appends = IntStream.rangeClosed(from, to)
                .mapToObj(sequence -> store.append(append(counted(account, sequence))))
                .toList();
        appends.forEach(done -> done.toCompletableFuture().join());
    }

    private static long position(KafkaEventStore store) {
        return store.partitions().getFirst().nextOffset();
    }

    @Test
    void the_take_over_from_a_dead_owner_reads_only_the_rest() {
        EventStoreConfig ofA = log.config(folderA, "a:1", 0).withTiming(SHORT_DRAIN);
        RecordingClients owner = new RecordingClients(ofA);
        KafkaEventStore a = TestLog.serving(log.open(ofA, owner));
        fill(a, "x", 1, EVENTS);
        RecordingClients heir = clients(folderB, Cluster.ALL_WARM);
        KafkaEventStore b = open(folderB, Cluster.ALL_WARM, heir);
        await().until(() -> position(b) >= position(a));
        assertThat(heir.writers).isEmpty();

        owner.die();
        TestLog.serving(b);

        assertThat(heir.readByTakeOver.get()).isLessThan(EVENTS / 10);
        assertThat(b.head(streamOf("x"))).isEqualTo(EVENTS);
        fill(b, "x", EVENTS + 1, EVENTS + 10);
        assertThat(b.read(streamOf("x"), 1)).hasSize(EVENTS + 10);
        assertThat(log.committedEvents()).hasSize(EVENTS + 10);
    }

    @Test
    void without_standby_the_take_over_reads_everything() {
        KafkaEventStore a = TestLog.serving(open(folderA, 0, clients(folderA, 0)));
        fill(a, "x", 1, EVENTS);
        RecordingClients heir = clients(folderB, 0);
        KafkaEventStore b = open(folderB, 0, heir);

        a.close();
        TestLog.serving(b);

        assertThat(heir.readByTakeOver.get()).isGreaterThanOrEqualTo(EVENTS);
    }

    @Test
    void an_instance_that_fell_behind_catches_up_with_what_the_owner_wrote_meanwhile() {
        KafkaEventStore a = TestLog.serving(open(folderA, 0, clients(folderA, 0)));
        fill(a, "x", 1, EVENTS);
        open(folderB, Cluster.ALL_WARM, clients(folderB, Cluster.ALL_WARM)).close();
        fill(a, "x", EVENTS + 1, 2 * EVENTS);

        RecordingClients heir = clients(folderB, Cluster.ALL_WARM);
        KafkaEventStore b = open(folderB, Cluster.ALL_WARM, heir);
        await().until(() -> position(b) >= position(a));
        a.close();
        TestLog.serving(b);

        assertThat(heir.readByTakeOver.get()).isLessThan(EVENTS / 10);
        assertThat(b.read(streamOf("x"), 1).map(stored -> stored.event().sequence()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 2 * EVENTS)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void partitions_that_come_and_go_leave_no_gap_in_any_index() {
        log.close();
        log = new TestLog(4);
        EventStoreConfig ofA = log.config(folderA, "a:1", Cluster.ALL_WARM);
        EventStoreConfig ofB = log.config(folderB, "b:2", Cluster.ALL_WARM);
        KafkaEventStore a = TestLog.serving(log.open(ofA, new KafkaClients(ofA)));
        List<String> accounts =
                IntStream.range(0, 20).mapToObj(i -> "account-" + i).toList();
        accounts.forEach(account -> fill(a, account, 1, 10));

        for (int round = 1; round <= 2; round++) {
            KafkaEventStore b = log.open(ofB, new KafkaClients(ofB));
            await().until(() -> served(a) == 2 && served(b) == 2);
            long from = 10L * round;
            for (String account : accounts) {
                KafkaEventStore owner =
                        a.partitions().get(a.partitionOf(account)).state() == State.SERVING ? a : b;
                fill(owner, account, (int) from + 1, (int) from + 10);
            }
            b.close();
            TestLog.serving(a);
        }

        for (String account : accounts) {
            assertThat(a.read(streamOf(account), 1)).as(account).hasSize(30);
        }
        assertThat(log.committedEvents()).hasSize(20 * 30);
    }

    @Test
    void an_instance_follows_no_more_partitions_than_it_may() {
        log.close();
        log = new TestLog(4);
        KafkaEventStore a = TestLog.serving(open(folderA, 0, clients(folderA, 0)));
        KafkaEventStore b = open(folderB, 1, clients(folderB, 1));

        await().until(() -> served(a) == 2 && served(b) == 2);

        await().untilAsserted(() -> assertThat(b.partitions())
                .filteredOn(partition -> partition.detail().equals("standby"))
                .hasSize(1));
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(b.partitions())
                        .filteredOn(partition -> partition.detail().equals("standby"))
                        .hasSize(1));
    }

    private static long served(KafkaEventStore store) {
        return store.partitions().stream()
                .filter(partition -> partition.state() == State.SERVING)
                .count();
    }
}
