package io.docket.eventstore.internal.index;

import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.eventstore.DamagedIndex;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.Events;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.internal.chain.ChainState;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionIndexTest {
    private static final IndexIdentity IDENTITY = new IndexIdentity("cluster", "events", "events-id", "outcomes-id", 0);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MANY = 200;
    private static final Duration WINDOW = Duration.ofDays(7);

    @TempDir
    private Path folder;

    private IndexMemory memory = new IndexMemory(Limits.DEFAULT);
    private Instant now = START;
    private PartitionIndex index;

    @BeforeEach
    void open() {
        index = open(IDENTITY);
    }

    private PartitionIndex open(IndexIdentity identity) {
        return new IndexFolder(folder, memory, WINDOW, () -> now).open(identity);
    }

    @AfterEach
    void close() {
        index.close();
        memory.close();
    }

    @Test
    void events_are_read_by_stream_and_sequence() {
        List<EventEnvelope> events =
                List.of(counted("a", 1), counted("ab", 1), counted("a", 2), counted("a~t", "a", 1), counted("a", 3));

        fold(events, 10);

        assertThat(index.events(streamOf("a"), 2, 100))
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        new StoredEvent(new Position(0, 12), events.get(2)),
                        new StoredEvent(new Position(0, 14), events.get(4))));
        assertThat(index.events(streamOf("a"), 1, 1)).hasSize(1);
        assertThat(index.events(streamOf("b"), 1, 100)).isEmpty();
        assertThat(index.head(streamOf("a"))).isEqualTo(3);
        assertThat(index.head(streamOf("a~t"))).isEqualTo(1);
        assertThat(index.head(streamOf("b"))).isZero();
    }

    @Test
    void an_event_keeps_names_of_any_characters() {
        EventEnvelope event = counted("käse-\uD83E\uDDC0", 1);

        fold(List.of(event), 0);

        assertThat(index.events(streamOf("käse-\uD83E\uDDC0"), 1, 1))
                .extracting(stored -> stored.event().root())
                .containsExactly(event.root());
    }

    @Test
    void a_gap_in_the_log_is_found() {
        fold(List.of(counted("a", 1)), 0);

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(() -> fold(List.of(counted("a", 3)), 1))
                .withMessageContaining("0-1")
                .withMessageContaining("is at 1");
    }

    @Test
    void the_chain_goes_on_where_it_was_when_the_index_is_opened_again() {
        foldLinked(counted("a", 1), 3);
        ChainState before = index.chain();
        index.close();

        index = open(IDENTITY);

        assertThat(index.chain()).isEqualTo(before);
        assertThat(before.offset()).isEqualTo(3);
        assertThat(before.head().number()).isOne();
    }

    @Test
    void an_event_that_does_not_follow_the_chain_is_refused_with_its_place() {
        foldLinked(counted("a", 1), 0);
        ChainState before = index.chain();

        assertThatExceptionOfType(BrokenLogException.class)
                .isThrownBy(() -> fold(List.of(counted("a", 2)), 1))
                .withMessageContaining("event at 0-1")
                .withMessageContaining("does not follow the chain");
        assertThat(index.chain()).isEqualTo(before);
        assertThat(index.head(streamOf("a"))).isOne();
    }

    @Test
    void a_fold_that_is_given_up_leaves_the_chain_where_it_was() {
        ChainState before = index.chain();

        try (IndexFold fold = index.fold()) {
            fold.add(EventRecord.of(counted("a", 1)).linked(before.head().link()), 0);
        }

        assertThat(index.chain()).isEqualTo(before);
    }

    private void foldLinked(EventEnvelope event, long offset) {
        try (IndexFold fold = index.fold()) {
            fold.add(EventRecord.of(event).linked(index.chain().head().link()), offset);
            fold.commit(offset + 1, 0);
        }
    }

    @Test
    void an_event_is_found_by_its_id_alone_and_not_by_its_place() {
        EventEnvelope event = counted("a", 1);
        fold(List.of(event), 5);

        assertThat(index.find(streamOf("a"), 1, event.id())).contains(new Position(0, 5));
        assertThat(index.find(streamOf("a"), 1, "another")).isEmpty();
    }

    @Test
    void what_it_holds_and_how_far_it_read_survive_together() {
        fold(List.of(counted("a", 1), counted("a", 2)), 3);
        index.close();

        index = open(IDENTITY);

        assertThat(index.head(streamOf("a"))).isEqualTo(2);
        assertThat(index.nextEvent()).isEqualTo(5);
    }

    @Test
    void an_outcome_answers_until_its_window_is_over() {
        fold(List.of(counted("a", 1)), 8);
        foldOutcome("k", new EventRef(streamOf("a"), 1));
        assertThat(index.outcome("acme", "k").orElseThrow().position()).isEqualTo(new Position(0, 8));

        now = START.plus(WINDOW).plusMillis(1);

        assertThat(index.outcome("acme", "k")).isEmpty();
    }

    @Test
    void many_keys_are_asked_about_at_once() {
        foldOutcome("first", null);
        foldOutcome("k".repeat(40_000), null);

        assertThat(index.outcomes(List.of("acme/new", "acme/first", "other/first", "acme/" + "k".repeat(40_000))))
                .containsOnlyKeys("acme/first", "acme/" + "k".repeat(40_000));
        assertThat(index.outcomes(List.of("acme/first")).get("acme/first"))
                .usingRecursiveComparison()
                .isEqualTo(index.outcome("acme", "first").orElseThrow());
        now = START.plus(WINDOW).plusMillis(1);
        assertThat(index.outcomes(List.of("acme/first"))).isEmpty();
    }

    @Test
    void outcomes_older_than_the_window_leave_the_disk_as_new_ones_come() {
        IntStream.range(0, 10).forEach(i -> foldOutcome("old-" + i, null));
        now = START.plus(WINDOW).plusMillis(1);

        IntStream.range(0, 5).forEach(i -> foldOutcome("new-" + i, null));

        assertThat(IntStream.range(0, 10).mapToObj(i -> index.get(IndexKeys.outcome("acme/old-" + i))))
                .containsOnlyNulls();
        assertThat(index.outcome("acme", "new-0")).isPresent();
    }

    @Test
    void outcomes_of_one_transaction_leave_the_disk_a_part_at_a_time() {
        try (IndexFold fold = index.fold()) {
            IntStream.range(0, 150).forEach(i -> fold.add(new OutcomeRecord(Events.outcome("old-" + i), now, null)));
            fold.commit(index.nextEvent(), index.nextOutcome() + 150);
        }
        now = START.plus(WINDOW).plusMillis(1);

        foldOutcome("old-7", null);
        assertThat(oldOutcomes()).as("after the first").hasSizeBetween(80, 100);
        IntStream.range(0, 3).forEach(i -> foldOutcome("new-" + i, null));

        assertThat(oldOutcomes()).containsExactly("old-7");
    }

    private List<String> oldOutcomes() {
        return IntStream.range(0, 150)
                .mapToObj(i -> "old-" + i)
                .filter(key -> index.get(IndexKeys.outcome("acme/" + key)) != null)
                .toList();
    }

    @Test
    void a_key_used_again_after_its_window_keeps_the_new_outcome() {
        foldOutcome("k", null);
        now = START.plus(WINDOW).plusMillis(1);

        foldOutcome("k", null);
        foldOutcome("l", null);

        assertThat(index.outcome("acme", "k").orElseThrow().at()).isEqualTo(now);
    }

    @Test
    void an_outcome_that_is_too_old_when_the_log_is_read_is_left_out() {
        now = START.minus(WINDOW).minusMillis(1);
        OutcomeRecord old = new OutcomeRecord(Events.outcome("k"), now, null);
        now = START;

        try (IndexFold fold = index.fold()) {
            fold.add(old);
            fold.commit(0, 1);
        }

        assertThat(index.get(IndexKeys.outcome("acme/k"))).isNull();
    }

    @Test
    void an_index_about_another_log_is_dropped() {
        fold(List.of(counted("a", 1)), 0);
        index.close();

        index = open(new IndexIdentity("cluster", "events", "events-id-of-a-new-topic", "outcomes-id", 0));

        assertThat(index.head(streamOf("a"))).isZero();
        assertThat(index.nextEvent()).isZero();
    }

    @Test
    void a_damaged_index_is_dropped() throws IOException {
        fold(List.of(counted("a", 1)), 0);
        index.close();
        Files.writeString(folder.resolve("0").resolve("CURRENT"), "not a manifest");

        index = open(IDENTITY);

        assertThat(index.nextEvent()).isZero();
    }

    @Test
    void a_damaged_block_of_events_is_told_from_an_index_that_cannot_be_read_now() {
        fold(IntStream.rangeClosed(1, MANY).mapToObj(i -> counted("a", i)).toList(), 0);
        damage(DamagedIndex::atBegin);

        assertThat(index.nextEvent()).isEqualTo(MANY);
        assertThatExceptionOfType(IndexException.class)
                .isThrownBy(() -> index.events(streamOf("a"), 1, 1))
                .matches(IndexException::corrupt);
    }

    @Test
    void a_damaged_block_of_outcomes_does_not_mean_that_there_are_none() {
        IntStream.range(0, MANY).forEach(i -> foldOutcome("k-" + i, null));
        damage(DamagedIndex::inTheMiddle);

        List<String> damaged = IntStream.range(0, MANY)
                .mapToObj(i -> "acme/k-" + i)
                .filter(this::isDamaged)
                .toList();

        assertThat(damaged).isNotEmpty().hasSizeLessThan(MANY);
        for (List<String> keys : List.of(damaged.subList(0, 1), List.of("acme/new", damaged.getLast()))) {
            assertThatExceptionOfType(IndexException.class)
                    .isThrownBy(() -> index.outcomes(keys))
                    .matches(IndexException::corrupt);
        }
    }

    private boolean isDamaged(String key) {
        try {
            assertThat(index.get(IndexKeys.outcome(key))).isNotNull();
            return false;
        } catch (IndexException e) {
            return true;
        }
    }

    @Test
    void an_index_that_cannot_say_how_far_it_has_come_is_dropped() {
        fold(List.of(counted("a", 1)), 0);

        damage(DamagedIndex::atBegin);

        assertThat(index.nextEvent()).isZero();
        fold(List.of(counted("a", 1)), 0);
        index.close();
        index = open(IDENTITY);
        assertThat(index.events(streamOf("a"), 1, 1)).hasSize(1);
    }

    /** Opening brings to files of data what was only logged before. What was read of them then is forgotten. */
    private void damage(Consumer<Path> change) {
        index.close();
        open(IDENTITY).close();
        change.accept(folder.resolve("0"));
        memory.close();
        memory = new IndexMemory(Limits.DEFAULT);
        index = open(IDENTITY);
    }

    @Test
    void snapshots_are_kept_as_given() {
        index.storeSnapshot(streamOf("a"), new byte[] {1, 2});

        assertThat(index.snapshot(streamOf("a"))).containsExactly(1, 2);
        assertThat(index.snapshot(streamOf("b"))).isNull();
    }

    @Test
    void reading_a_closed_index_is_not_being_the_owner() {
        index.close();

        assertThatExceptionOfType(NotOwnerException.class).isThrownBy(() -> index.head(streamOf("a")));
    }

    private void fold(List<EventEnvelope> events, long firstOffset) {
        try (IndexFold fold = index.fold()) {
            long offset = firstOffset;
            for (EventEnvelope event : events) {
                fold.add(EventRecord.of(event), offset++);
            }
            fold.commit(offset, index.nextOutcome());
        }
    }

    private void foldOutcome(String key, EventRef lastEvent) {
        try (IndexFold fold = index.fold()) {
            fold.add(new OutcomeRecord(Events.outcome(key), now, lastEvent));
            fold.commit(index.nextEvent(), index.nextOutcome() + 1);
        }
    }
}
