package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.log.KafkaClients;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file system of its own holds the index and gets full. Skipped where the test may not mount one. */
class FullDiskIT {
    private static final int CHUNK_BYTES = 4 << 10;
    private static final int WRITE_BUFFER_BYTES = 256 << 10;
    private static final int EVENTS_PER_APPEND = 100;
    private static final String FILLER = "filler";
    private static final int ROOTS = 20;
    private static final int MOST_ROUNDS = 100;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private final TestLog log = new TestLog(2);
    private final List<Throwable> refusals = new ArrayList<>();
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder.toString());
        assumeThat(mounted).as("may mount a file system").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        log.close();
        if (mounted) {
            run("umount", folder.toString());
        }
    }

    @Test
    void a_full_disk_stops_the_index_and_loses_nothing_and_space_makes_it_go_on() throws Exception {
        KafkaEventStore store = open(folder);

        int acknowledged = appendUntilAllAreRefused(store);

        assertThat(log.committedEvents()).hasSize(acknowledged);
        assertThat(refusals)
                .allSatisfy(refusal -> assertThat(refusal).isInstanceOf(EventStoreException.class))
                .anySatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("No space left"));

        Files.delete(folder.resolve(FILLER));
        TestLog.serving(store);
        assertThat(heads(store)).isEqualTo(acknowledged);
        TestLog.get(store, append(counted("a-1", store.head(streamOf("a-1")) + 1)));
        assertThat(log.committedEvents()).hasSize(acknowledged + 1);
    }

    private static long heads(EventStore store) {
        return IntStream.range(0, ROOTS)
                .mapToLong(root -> store.head(streamOf("a-" + root)))
                .sum();
    }

    @Test
    void another_instance_is_not_affected() throws Exception {
        KafkaEventStore full = open(folder);
        try (KafkaEventStore other = KafkaEventStore.open(log.config(elsewhere))) {
            await().until(() -> served(full) == 1 && served(other) == 1);
            fill();
            int partition = other.partitions().stream()
                    .filter(status -> status.state() == State.SERVING)
                    .mapToInt(PartitionStatus::partition)
                    .findFirst()
                    .orElseThrow();
            String root = rootIn(other, partition);
            for (int i = 1; i <= 20; i++) {
                TestLog.get(other, append(counted(root, i)));
            }
            assertThat(other.head(streamOf(root))).isEqualTo(20);
        }
    }

    /**
     * With small buffers, so that the index soon asks the disk for space, and small transactions, so that some appends
     * wait when that happens.
     */
    private KafkaEventStore open(Path dataDir) {
        EventStoreConfig config = log.config(dataDir);
        Limits limits = Limits.DEFAULT;
        Timing timing = Timing.DEFAULT;
        return TestLog.serving(log.open(
                config.withLimits(new Limits(
                                limits.queueCapacity(),
                                limits.queueBytes(),
                                EVENTS_PER_APPEND,
                                limits.transactionBytes(),
                                limits.recordBytes(),
                                limits.blockCacheBytes(),
                                WRITE_BUFFER_BYTES))
                        .withTiming(new Timing(
                                timing.outcomeWindow(),
                                timing.transactionTimeout(),
                                timing.commitTimeout(),
                                LONGEST_WAIT,
                                timing.drain(),
                                timing.sessionTimeout(),
                                timing.start())),
                new KafkaClients(config)));
    }

    private static long served(KafkaEventStore store) {
        return store.partitions().stream()
                .filter(status -> status.state() == State.SERVING)
                .count();
    }

    private static String rootIn(EventStore store, int partition) {
        for (int i = 0; ; i++) {
            if (store.partitionOf("root-" + i) == partition) {
                return "root-" + i;
            }
        }
    }

    /**
     * Appends in bursts and takes what space is left after each, until nothing is accepted. Every append must be
     * answered. Returns how many events were acknowledged.
     */
    private int appendUntilAllAreRefused(KafkaEventStore store) {
        int[] heads = new int[ROOTS];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            fill();
            List<CompletableFuture<Committed>> burst = IntStream.range(0, ROOTS)
                    .mapToObj(root -> store.append(append(events("a-" + root, heads[root] + 1)))
                            .toCompletableFuture())
                    .toList();
            await().until(() -> burst.stream().allMatch(CompletableFuture::isDone));
            if (burst.stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
                burst.forEach(append -> refusals.add(append.exceptionNow()));
                return IntStream.of(heads).sum();
            }
            for (int root = 0; root < ROOTS; root++) {
                heads[root] += burst.get(root).isCompletedExceptionally() ? 0 : EVENTS_PER_APPEND;
            }
        }
        throw new AssertionError("the disk did not get full");
    }

    private static EventEnvelope[] events(String root, int first) {
        return IntStream.range(first, first + EVENTS_PER_APPEND)
                .mapToObj(sequence -> counted(root, sequence))
                .toArray(EventEnvelope[]::new);
    }

    private void fill() {
        try (OutputStream out =
                Files.newOutputStream(folder.resolve(FILLER), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[CHUNK_BYTES]);
            }
        } catch (IOException e) {
            // full
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
