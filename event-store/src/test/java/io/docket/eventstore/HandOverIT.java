package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.log.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandOverIT {
    private static final Timing PATIENT_BROKER = new Timing(
            Duration.ofDays(7),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(6),
            Duration.ofSeconds(30));

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
    void a_second_instance_gets_half_of_the_partitions_and_all_when_the_first_leaves() {
        KafkaEventStore a = log.open(folderA);
        KafkaEventStore b = log.open(log.config(folderB), new KafkaClients(log.config(folderB)));
        await().until(() -> served(a) == 2 && served(b) == 2);

        a.close();

        await().until(() -> served(b) == 4);
    }

    @Test
    void under_load_a_hand_over_loses_and_doubles_nothing() throws InterruptedException {
        int perAccount = 150;
        KafkaEventStore a = log.open(folderA);
        AtomicReference<KafkaEventStore> b = new AtomicReference<>(a);
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(account -> Thread.ofVirtual().start(() -> {
                    for (int i = 1; i <= perAccount; i++) {
                        appendSomewhere(List.of(a, b.get()), "account-" + account, i);
                    }
                }))
                .toList();

        b.set(log.open(log.config(folderB), new KafkaClients(log.config(folderB))));
        await().until(() -> served(a) == 2 && served(b.get()) == 2);
        b.get().close();

        for (Thread writer : writers) {
            assertThat(writer.join(Duration.ofMinutes(1))).isTrue();
        }
        List<String> commands = log.committedEvents().stream()
                .map(kafka ->
                        new String(kafka.headers().lastHeader("ce_commandid").value(), UTF_8))
                .toList();
        assertThat(commands).hasSize(8 * perAccount).doesNotHaveDuplicates();
        IntStream.range(0, 4).forEach(log::chain);
    }

    /** Tries the instances in turn, as a client that repeats does, and takes a conflict with itself for success. */
    private static void appendSomewhere(List<KafkaEventStore> stores, String account, int sequence) {
        var event = counted(account, sequence);
        for (int attempt = 0; attempt < 2_000; attempt++) {
            try {
                TestLog.get(stores.get(attempt % stores.size()), append(event));
                return;
            } catch (VersionConflictException e) {
                if (e.head() == sequence) {
                    return;
                }
                throw e;
            } catch (NotOwnerException | StoreUnavailableException | UnknownOutcomeException e) {
                pause();
            }
        }
        throw new AssertionError("nobody took " + account + " " + sequence);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its transaction would stay open for longer than the test waits, if the next owner did not fence it. */
    @Test
    void a_stalled_former_owner_cannot_commit_and_holds_up_nobody() throws InterruptedException {
        EventStoreConfig ofA = log.config(folderA).withTiming(PATIENT_BROKER);
        FaultyClients stalling = new FaultyClients(ofA);
        KafkaEventStore a = TestLog.serving(log.open(ofA, stalling));
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        stalling.onNextCommit(commit -> {
            committing.countDown();
            goOn.await();
            commit.run();
        });
        CompletableFuture<Committed> stalled = a.append(append(counted("a", 1))).toCompletableFuture();
        committing.await();
        stalling.die();

        KafkaEventStore b = log.open(log.config(folderB));
        TestLog.get(b, append(counted("a", 1)));
        goOn.countDown();

        assertThat(stalled).failsWithin(Duration.ofSeconds(30));
        TestLog.get(b, append(counted("a", 2)));
        assertThat(log.committedEvents()).hasSize(2);
    }

    private static long served(KafkaEventStore store) {
        return store.partitions().stream()
                .filter(partition -> partition.state() == State.SERVING)
                .count();
    }
}
