package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.log.LogReader;
import io.docket.eventstore.internal.log.LogTopics;
import io.docket.eventstore.internal.machine.JavaMachine;
import io.docket.eventstore.internal.owners.Announcer;
import io.docket.eventstore.internal.writer.OwnedPartition;
import io.docket.eventstore.internal.writer.OwnershipProof;
import io.docket.eventstore.internal.writer.PendingAppend;
import io.docket.eventstore.internal.writer.WriterContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandOverIT {
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

    @Test
    void a_stalled_former_owner_cannot_commit_and_does_not_come_back() throws InterruptedException {
        FaultyClients slow = new FaultyClients(log.config(folderA));
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Instance a = new Instance(folderA, slow, OwnershipProof.Answer.NO);
                Instance b = new Instance(folderB, new KafkaClients(log.config(folderB)), OwnershipProof.Answer.YES)) {
            a.start();
            slow.onNextCommit(commit -> {
                committing.countDown();
                goOn.await();
                commit.run();
            });
            PendingAppend stalled = a.submit(append(counted("a", 1)));
            committing.await();

            b.start();
            PendingAppend byB = b.submit(append(counted("a", 1)));
            goOn.countDown();

            assertThatExceptionOfType(java.util.concurrent.CompletionException.class)
                    .isThrownBy(() -> stalled.answer().toCompletableFuture().join())
                    .withCauseInstanceOf(NotOwnerException.class);
            assertThat(byB.answer().toCompletableFuture().join().positions()).hasSize(1);
            assertThat(a.partition.awaitEnd(Duration.ofSeconds(10))).isTrue();
            PendingAppend later = b.submit(append(counted("a", 2)));
            assertThat(later.answer().toCompletableFuture().join().positions()).hasSize(1);
        }
        assertThat(log.committedEvents()).hasSize(2);
    }

    private static long served(KafkaEventStore store) {
        return store.partitions().stream()
                .filter(partition -> partition.state() == State.SERVING)
                .count();
    }

    /** One partition of an instance whose group always gives the same answer. */
    private final class Instance implements AutoCloseable {
        private final Admin admin;
        private final IndexMemory memory = new IndexMemory(Limits.DEFAULT);
        private final OwnedPartition partition;

        Instance(Path folder, KafkaClients clients, OwnershipProof.Answer answer) {
            EventStoreConfig config = log.config(folder);
            admin = clients.admin();
            WriterContext context = new WriterContext(
                    config,
                    clients,
                    new LogTopics(admin, config).prepare(),
                    new LogReader(config, clients, admin),
                    new IndexFolder(folder, memory, Duration.ofDays(7), InstantSource.system()),
                    null,
                    new PartitionListener() {
                        @Override
                        public void acquired(int acquired) {}

                        @Override
                        public void released(int released) {}
                    },
                    Announcer.NONE,
                    new JavaMachine());
            partition = new OwnedPartition(0, context, (number, offset) -> answer, null);
        }

        void start() {
            partition.start();
            await().until(() -> partition.status().state() == State.SERVING);
        }

        PendingAppend submit(AppendRequest request) {
            PendingAppend append = PendingAppend.of(request, Instant.now(), 1 << 20, Thread::startVirtualThread);
            partition.submit(append);
            return append;
        }

        @Override
        public void close() {
            partition.drain(Duration.ofSeconds(1));
            partition.awaitEnd(Duration.ofSeconds(10));
            admin.close();
            memory.close();
        }
    }
}
