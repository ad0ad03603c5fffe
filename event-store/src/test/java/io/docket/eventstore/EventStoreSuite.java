package io.docket.eventstore;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.eventstore.EventStoreConfig.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventStore} must do. Extend it, and give it a store that serves all of its partitions. */
public abstract class EventStoreSuite {
    private EventStore store;

    /** A store without events. */
    protected abstract EventStore emptyStore();

    /** The same store after a stop and a start; a store that keeps nothing returns itself. */
    protected abstract EventStore restarted(EventStore running);

    /** The same store after a stop and a start, from when on it knows keys no longer than this. */
    protected abstract EventStore forgetting(EventStore running, Duration outcomeWindow);

    @BeforeEach
    void open() {
        store = emptyStore();
    }

    @Test
    void an_appended_event_is_read_back_as_it_was() {
        EventEnvelope event = counted("a", 1);

        Committed committed = get(append(event));

        assertThat(store.read(streamOf("a"), 1).toList())
                .usingRecursiveComparison()
                .ignoringFields("event.prevHash")
                .isEqualTo(List.of(new StoredEvent(committed.positions().getFirst(), event)));
        assertThat(committed.positions().getFirst().partition()).isEqualTo(store.partitionOf("a"));
    }

    @Test
    void a_stream_is_read_from_any_sequence_in_order() {
        IntStream.rangeClosed(1, 300).forEach(i -> store.append(append(counted("a", i))));
        get(append(counted("a", 301)));

        assertThat(sequences("a", 1)).containsExactlyElementsOf(numbers(1, 301));
        assertThat(sequences("a", 299)).containsExactly(299L, 300L, 301L);
        assertThat(sequences("a", 302)).isEmpty();
    }

    @Test
    void a_stream_without_events_has_head_zero_and_is_empty() {
        assertThat(store.head(streamOf("nobody"))).isZero();
        assertThat(store.read(streamOf("nobody"), 1)).isEmpty();
    }

    @Test
    void a_sequence_that_exists_or_leaves_a_gap_is_a_conflict_and_writes_nothing() {
        get(append(counted("a", 1)));

        for (long wrong : new long[] {1, 3}) {
            assertThatExceptionOfType(VersionConflictException.class)
                    .isThrownBy(() -> get(append(counted("a", wrong))))
                    .satisfies(conflict -> assertThat(conflict.head()).isEqualTo(1));
        }

        assertThat(store.head(streamOf("a"))).isEqualTo(1);
    }

    @Test
    void of_many_appends_that_expect_the_same_version_one_wins() {
        List<CompletableFuture<Boolean>> results = IntStream.range(0, 50)
                .mapToObj(i -> store.append(append(counted("a", 1))))
                .map(CompletionStage::toCompletableFuture)
                .map(future -> future.handle((committed, failure) -> failure == null))
                .toList();

        assertThat(results.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(store.head(streamOf("a"))).isEqualTo(1);
    }

    @Test
    void streams_of_one_root_are_written_together_or_not_at_all() {
        get(append(counted("a", 1), counted("a~t", "a", 1), counted("a", 2)));

        assertThatExceptionOfType(VersionConflictException.class)
                .isThrownBy(() -> get(append(counted("a", 3), counted("a~t", "a", 1))));

        assertThat(store.head(streamOf("a"))).isEqualTo(2);
        assertThat(store.head(streamOf("a~t"))).isEqualTo(1);
    }

    @Test
    void an_append_over_two_roots_is_one_clear_error() {
        assertThatExceptionOfType(SeveralRootsException.class)
                .isThrownBy(() -> append(counted("a", 1), counted("b", 1)))
                .withMessage("an append holds events of one root, not of a and b");
    }

    @Test
    void a_name_that_no_stream_can_have_is_refused_and_the_next_append_is_written() {
        String tooLong = "x".repeat(10_240);

        assertThatExceptionOfType(InvalidStreamException.class).isThrownBy(() -> get(append(counted(tooLong, 1))));
        assertThatExceptionOfType(InvalidStreamException.class).isThrownBy(() -> get(append(counted("a\0b", 1))));
        assertThatExceptionOfType(InvalidStreamException.class).isThrownBy(() -> get(append(counted("a\ud800", 1))));
        assertThatExceptionOfType(InvalidStreamException.class).isThrownBy(() -> get(append(counted("", "root", 1))));

        assertThat(get(append(counted("a", 1))).positions()).hasSize(1);
    }

    @Test
    void an_event_of_any_time_is_written_with_it() {
        Instant longAgo = Instant.parse("1905-06-30T00:00:00Z");
        Instant later = Instant.now().plus(Duration.ofDays(400)).truncatedTo(ChronoUnit.MILLIS);

        get(append(counted("a", 1, longAgo), counted("a", 2, later)));

        assertThat(store.read(streamOf("a"), 1).map(stored -> stored.event().time()))
                .containsExactly(longAgo, later);
    }

    @Test
    void an_event_or_outcome_over_the_limit_is_refused_and_the_next_append_is_written() {
        byte[] large = new byte[Limits.DEFAULT.recordBytes() + 1];
        Arrays.fill(large, (byte) '1');
        EventEnvelope event = counted("a", 1);
        Outcome outcome = new Outcome("acme", "k", "fingerprint", 200, large);

        assertThatExceptionOfType(EventTooLargeException.class)
                .isThrownBy(() -> get(append(event.with(event.type(), large))));
        assertThatExceptionOfType(EventTooLargeException.class).isThrownBy(() -> get(append(outcome, event)));

        assertThat(store.outcome("acme", "k")).isEmpty();
        assertThat(get(append(outcome("k"), event)).positions()).hasSize(1);
    }

    @Test
    void what_was_decided_before_the_partition_was_there_is_refused_and_nothing_is_written() {
        long before = -1;

        assertThatExceptionOfType(NotOwnerException.class)
                .isThrownBy(() -> get(new AppendRequest("a", List.of(counted("a", 1)), outcome("k"), before)));
        assertThatExceptionOfType(NotOwnerException.class)
                .isThrownBy(() -> get(AppendRequest.of("a", outcome("k"), before)));

        assertThat(store.head(streamOf("a"))).isZero();
        assertThat(store.outcome("acme", "k")).isEmpty();
        assertThat(get(new AppendRequest("a", List.of(counted("a", 1)), outcome("k"), store.tenure()))
                        .positions())
                .hasSize(1);
    }

    @Test
    void a_key_whose_outcome_has_expired_is_free_again() {
        get(append(outcome("k"), counted("a", 1)));
        EventStore forgetful = forgetting(store, Duration.ofMillis(1));
        store = forgetful;
        await().until(() -> forgetful.outcome("acme", "k").isEmpty());

        assertThat(get(append(outcome("k"), counted("a", 2))).positions()).hasSize(1);

        assertThat(sequences("a", 1)).containsExactly(1L, 2L);
    }

    @Test
    void a_key_that_has_an_outcome_is_refused_with_that_outcome() {
        Committed first = get(append(outcome("k"), counted("a", 1)));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> get(append(outcome("k"), counted("a", 2))))
                .satisfies(duplicate -> assertThat(duplicate.first().position()).isEqualTo(first.last()));

        assertThat(store.head(streamOf("a"))).isEqualTo(1);
    }

    @Test
    void an_outcome_without_events_is_kept() {
        Committed committed = get(AppendRequest.of("a", outcome("k"), store.tenure()));

        assertThat(committed.last()).isNull();
        assertThat(store.outcome("acme", "k").orElseThrow().outcome())
                .usingRecursiveComparison()
                .isEqualTo(outcome("k"));
        assertThat(store.outcome("globex", "k")).isEmpty();
    }

    @Test
    void a_conflict_leaves_no_outcome() {
        get(append(counted("a", 1)));

        assertThatExceptionOfType(VersionConflictException.class)
                .isThrownBy(() -> get(append(outcome("k"), counted("a", 1))));

        assertThat(store.outcome("acme", "k")).isEmpty();
    }

    @Test
    void a_snapshot_is_kept_as_it_was_given() {
        store.storeSnapshot(streamOf("a"), new byte[] {1, 2});

        assertThat(store.snapshot(streamOf("a"))).containsExactly(1, 2);
        assertThat(store.snapshot(streamOf("b"))).isNull();
    }

    @Test
    void a_restart_changes_nothing() {
        IntStream.rangeClosed(1, 20).forEach(i -> get(append(outcome("k" + i), counted("a", i))));

        store = restarted(store);

        assertThat(sequences("a", 1)).containsExactlyElementsOf(numbers(1, 20));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> get(append(outcome("k7"), counted("a", 21))));
        assertThat(get(append(counted("a", 21))).positions()).hasSize(1);
    }

    @Test
    void a_feed_gives_every_event_once_in_the_order_of_its_partition() {
        for (int i = 1; i <= 30; i++) {
            get(append(counted("a", i)));
            get(append(counted("b", i)));
            get(append(counted("c", i)));
        }

        List<StoredEvent> all = drain(store.log().start());

        assertThat(all).hasSize(90).extracting(StoredEvent::position).doesNotHaveDuplicates();
        for (String account : List.of("a", "b", "c")) {
            assertThat(all.stream()
                            .filter(stored -> stored.event().subject().id().equals(account))
                            .map(stored -> stored.event().sequence()))
                    .containsExactlyElementsOf(numbers(1, 30));
        }
    }

    @Test
    void a_long_log_is_followed_without_loss() {
        for (int first = 1; first <= 5_000; first += 500) {
            get(append(IntStream.range(first, first + 500)
                    .mapToObj(i -> counted("a", i))
                    .toArray(EventEnvelope[]::new)));
        }

        assertThat(drain(store.log().start()))
                .extracting(stored -> stored.event().sequence())
                .containsExactlyElementsOf(numbers(1, 5_000));
    }

    @Test
    void a_feed_goes_on_where_another_stopped() {
        IntStream.rangeClosed(1, 10).forEach(i -> get(append(counted("a", i))));
        Position fourth = store.read(streamOf("a"), 4).findFirst().orElseThrow().position();

        List<StoredEvent> rest = drain(store.log().start().after(fourth));

        assertThat(rest).extracting(stored -> stored.event().sequence()).containsExactlyElementsOf(numbers(5, 10));
        assertThat(drain(store.log().end())).isEmpty();
    }

    @Test
    void a_feed_that_was_at_the_end_gives_what_came_afterwards() {
        try (EventFeed feed = store.log().follow(store.log().start())) {
            assertThat(feed.poll(Duration.ZERO)).isEmpty();

            for (int i = 1; i <= 5; i++) {
                get(append(counted("a", i)));
                assertThat(feed.poll(Duration.ZERO))
                        .singleElement()
                        .extracting(stored -> stored.event().sequence())
                        .isEqualTo((long) i);
            }
        }
    }

    @Test
    void the_cursor_at_a_time_is_before_the_first_event_of_that_time() {
        get(append(counted("a", 1)));
        Instant later = Instant.now().plusMillis(20).truncatedTo(ChronoUnit.MILLIS);
        await().until(() -> !Instant.now().isBefore(later));
        get(append(counted("a", 2)));

        assertThat(drain(store.log().at(later)))
                .extracting(stored -> stored.event().sequence())
                .containsExactly(2L);
        assertThat(drain(store.log().at(Instant.EPOCH))).hasSize(2);
        assertThat(drain(store.log().at(Instant.now().plusSeconds(60)))).isEmpty();
    }

    private List<StoredEvent> drain(Cursor from) {
        List<StoredEvent> all = new ArrayList<>();
        try (EventFeed feed = store.log().follow(from)) {
            List<StoredEvent> page = feed.poll(Duration.ZERO);
            while (!page.isEmpty()) {
                assertThat(page)
                        .extracting(stored -> stored.event().time())
                        .as("all on one clock, so in order")
                        .isSortedAccordingTo(Comparator.naturalOrder());
                all.addAll(page);
                page = feed.poll(Duration.ZERO);
            }
        }
        return all;
    }

    private Committed get(AppendRequest request) {
        return TestLog.get(store, request);
    }

    private List<Long> sequences(String account, long from) {
        return store.read(streamOf(account), from)
                .map(stored -> stored.event().sequence())
                .toList();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
