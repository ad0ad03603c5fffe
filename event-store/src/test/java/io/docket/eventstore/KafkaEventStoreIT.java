package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.envelope.EventEnvelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaEventStoreIT {
    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(2);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_wrong_sequence_is_a_conflict_and_writes_nothing() {
        KafkaEventStore store = log.open(dataDir);
        TestLog.get(store, append(counted("a", 1)));

        assertThatExceptionOfType(VersionConflictException.class)
                .isThrownBy(() -> TestLog.get(store, append(counted("a", 1))))
                .satisfies(conflict -> assertThat(conflict.head()).isEqualTo(1));

        assertThat(log.committedEvents()).hasSize(1);
    }

    @Test
    void of_many_appends_that_expect_the_same_version_one_wins() {
        KafkaEventStore store = log.open(dataDir);

        List<CompletableFuture<Boolean>> results = IntStream.range(0, 50)
                .mapToObj(i -> store.append(append(counted("a", 1))))
                .map(CompletionStage::toCompletableFuture)
                .map(future -> future.handle((committed, failure) -> failure == null))
                .toList();

        assertThat(results.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(log.committedEvents()).hasSize(1);
    }

    @Test
    void a_restart_goes_on_where_the_index_stopped() {
        KafkaEventStore first = log.open(dataDir);
        IntStream.rangeClosed(1, 700).forEach(i -> first.append(append(counted("a", i))));
        TestLog.get(first, append(outcome("k1"), counted("a", 701)));
        first.close();

        KafkaEventStore second = log.open(dataDir);

        assertThat(second.read(streamOf("a"), 1).map(stored -> stored.event().sequence()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 701).mapToObj(i -> (long) i).toList());
        TestLog.get(second, append(counted("a", 702)));
        assertThat(second.outcome("acme", "k1")).isPresent();
    }

    @Test
    void a_deleted_index_is_built_again_from_the_log() throws IOException {
        KafkaEventStore first = log.open(dataDir);
        for (int i = 1; i <= 20; i++) {
            TestLog.get(first, append(outcome("k" + i), counted("a", i), counted("a~t", "a", i)));
        }
        List<StoredEvent> before = first.read(streamOf("a~t"), 1).toList();
        StoredOutcome outcomeBefore = first.outcome("acme", "k20").orElseThrow();
        first.close();
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(dataDir))
                    .toList()) {
                Files.delete(file);
            }
        }

        KafkaEventStore second = log.open(dataDir);

        assertThat(second.read(streamOf("a~t"), 1).toList())
                .usingRecursiveComparison()
                .isEqualTo(before);
        assertThat(second.outcome("acme", "k20").orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(outcomeBefore);
        assertThat(outcomeBefore.position()).isNotNull();
    }

    @Test
    void a_key_that_has_an_outcome_is_refused_with_that_outcome() {
        KafkaEventStore first = log.open(dataDir);
        Committed committed = TestLog.get(first, append(outcome("k"), counted("a", 1)));
        first.close();
        KafkaEventStore second = log.open(dataDir);

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> TestLog.get(second, append(outcome("k"), counted("a", 2))))
                .satisfies(duplicate -> assertThat(duplicate.first().position()).isEqualTo(committed.last()));

        assertThat(log.committedEvents()).hasSize(1);
    }

    @Test
    void an_event_over_the_limit_is_refused_and_the_partition_goes_on() {
        KafkaEventStore store = log.open(dataDir);
        EventEnvelope small = counted("a", 1);
        EventEnvelope big = small.with(small.type(), new byte[5 << 20]);

        assertThatExceptionOfType(EventTooLargeException.class).isThrownBy(() -> TestLog.get(store, append(big)));

        TestLog.get(store, append(small));
    }

    @Test
    void large_events_under_the_limit_are_written() {
        KafkaEventStore store = log.open(dataDir);
        EventEnvelope small = counted("a", 1);

        TestLog.get(store, append(small.with(small.type(), new byte[3 << 20])));

        assertThat(store.read(streamOf("a"), 1)
                        .findFirst()
                        .orElseThrow()
                        .event()
                        .data())
                .hasSize(3 << 20);
    }

    @Test
    void a_second_store_on_the_same_data_folder_is_refused() {
        log.open(dataDir);

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> KafkaEventStore.open(log.config(dataDir)))
                .withMessageContaining("is used by another event store");
    }
}
