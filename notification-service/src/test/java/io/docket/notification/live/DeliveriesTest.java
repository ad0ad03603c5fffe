package io.docket.notification.live;

import static io.docket.notification.Events.DEMO;
import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.filter.Access;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Offsets;
import io.docket.notification.log.Tail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Access ACCESS = Access.of(DEMO);

    private final Random random = new Random(1);
    private final FactBook facts = MemoryFacts.book(10);
    private final SimulatedLog log = new SimulatedLog(2, random);
    private final SimulatedTurns turns = new SimulatedTurns(random);
    private final LiveLog live = new LiveLog(new Tail(5, 1_000_000));
    private final CountingMeter meter = new CountingMeter();
    private final Deliveries deliveries = new Deliveries(live, new Readers(() -> log), turns, meter);
    private final RecordingSink sink = new RecordingSink(1_000);

    @Test
    void now_begins_with_what_happens_next() {
        commit(0, 1);

        deliveries.subscribe(all(), ACCESS, sink, new From.Now());
        commit(0, 2);

        assertThat(sink.positions()).containsExactly("0-2");
        assertThat(sink.recovered).isFalse();
        assertThat(sink.cursors).containsExactly(new Cursor(new long[] {3}).toString());
    }

    @Test
    void a_cursor_that_the_tail_reaches_needs_no_log() {
        commit(0, 1);
        commit(1, 1);
        commit(0, 2);

        deliveries.subscribe(all(), ACCESS, sink, new From.Place(new Cursor(new long[] {2, 0})));
        turns.runAll();

        assertThat(sink.positions()).containsExactly("1-1", "0-2");
        assertThat(sink.recovered).isTrue();
        assertThat(log.reads).isZero();
        assertThat(meter.fromTail).isEqualTo(1);
    }

    @Test
    void an_older_cursor_is_served_from_the_log_and_then_follows() {
        for (int offset = 0; offset < 50; offset++) {
            commit(offset % 2, offset);
        }

        deliveries.subscribe(all(), ACCESS, sink, new From.Place(new Cursor(new long[] {10, 10})));
        turns.runAll();
        commit(0, 60);

        assertThat(sink.positions()).hasSize(41).endsWith("0-60").doesNotHaveDuplicates();
        assertThat(meter.fromLog).isEqualTo(1);
        assertThat(live.followers()).isEqualTo(1);
    }

    @Test
    void a_client_that_wants_nothing_of_what_is_read_hears_how_far_that_was() {
        for (int offset = 0; offset < 50; offset++) {
            commit(offset % 2, offset);
        }

        deliveries.subscribe(
                compile("{\"subject\":[\"case/other\"]}"), ACCESS, sink, new From.Place(new Cursor(new long[] {10, 10
                })));
        turns.runAll();

        assertThat(sink.events).isEmpty();
        assertThat(sink.passed).last().isEqualTo(new Cursor(new long[] {49, 50}));
    }

    @Test
    void a_client_without_room_is_not_told_of_a_place_behind_the_event_that_it_has_not_got() {
        for (int offset = 0; offset < 50; offset++) {
            commit(0, offset);
        }
        sink.room = 7;

        deliveries.subscribe(all(), ACCESS, sink, new From.Place(new Cursor(new long[] {10, 0})));
        turns.runAll();

        assertThat(sink.positions()).endsWith("0-16");
        assertThat(sink.passed).allSatisfy(place -> assertThat(place.next(0)).isLessThanOrEqualTo(17));
    }

    @Test
    void a_cursor_older_than_the_log_is_reset() {
        for (int offset = 0; offset < 20; offset++) {
            commit(0, offset);
        }
        log.truncate(Offsets.of(new Cursor(new long[] {5, 0})));

        deliveries.subscribe(all(), ACCESS, sink, new From.Place(new Cursor(new long[] {4, 0})));
        turns.runAll();

        assertThat(sink.ended).isEqualTo("reset");
        assertThat(sink.events).isEmpty();
        assertThat(meter.resets).isEqualTo(1);
    }

    @Test
    void a_cursor_of_another_log_or_from_the_future_is_refused() {
        commit(0, 1);
        RecordingSink other = new RecordingSink(10);

        deliveries.subscribe(all(), ACCESS, sink, new From.Place(new Cursor(new long[] {9_999, 0})));
        deliveries.subscribe(all(), ACCESS, other, new From.Place(new Cursor(new long[] {0, 0, 0, 7})));
        turns.runAll();

        assertThat(sink.ended).isEqualTo("refused");
        assertThat(other.ended).isEqualTo("refused");
    }

    @Test
    void a_cursor_tells_its_log_and_is_not_taken_for_one_of_another() {
        live.begin(Offsets.zeroOf(7));
        commit(0, 1);
        commit(0, 2);
        deliveries.subscribe(all(), ACCESS, sink, new From.Now());
        commit(0, 3);
        RecordingSink foreign = new RecordingSink(10);
        RecordingSink own = new RecordingSink(10);
        RecordingSink nameless = new RecordingSink(10);

        deliveries.subscribe(all(), ACCESS, foreign, new From.Place(new Cursor(8, new long[] {2})));
        deliveries.subscribe(all(), ACCESS, own, new From.Place(new Cursor(7, new long[] {3})));
        deliveries.subscribe(all(), ACCESS, nameless, new From.Place(new Cursor(new long[] {3})));
        turns.runAll();

        assertThat(sink.cursors).containsExactly(new Cursor(7, new long[] {4}).toString());
        assertThat(foreign.ended).isEqualTo("refused");
        assertThat(own.positions()).containsExactly("0-3");
        assertThat(own.cursors).isEqualTo(sink.cursors);
        assertThat(nameless.cursors).isEqualTo(sink.cursors);
        assertThat(meter.refusals).isEqualTo(1);
    }

    @Test
    void what_a_client_may_be_told_of_is_asked_for_every_event_and_may_change() {
        Subscription subscription =
                deliveries.subscribe(all(), new Access("acme", Set.of("case")), sink, new From.Now());
        RecordingSink stranger = new RecordingSink(10);
        deliveries.subscribe(all(), new Access("globex", Set.of("case", "task")), stranger, new From.Now());

        commit(0, 1, "case/1");
        commit(0, 2, "task/1~t");
        subscription.restrict(new Access("acme", Set.of("task")));
        commit(0, 3, "case/1");
        commit(0, 4, "task/1~t");
        subscription.restrict(new Access("acme", Set.of()));
        commit(0, 5, "task/1~t");

        assertThat(sink.positions()).containsExactly("0-1", "0-4");
        assertThat(stranger.events).isEmpty();
        assertThat(meter.denials).isEqualTo(3 + 5);
    }

    @Test
    void what_a_client_may_be_told_of_is_asked_for_events_read_from_the_log_too() {
        for (int offset = 0; offset < 50; offset++) {
            commit(0, offset, offset % 2 == 0 ? "case/1" : "task/1~t");
        }

        deliveries.subscribe(all(), new Access("acme", Set.of("task")), sink, new From.Earliest());
        turns.runAll();

        assertThat(sink.positions()).hasSize(25);
        assertThat(sink.events)
                .allSatisfy(
                        event -> assertThat(event.envelope().subject().entity()).isEqualTo("task"));
    }

    @Test
    void a_client_is_sent_what_a_batch_holds_for_it_in_one_go() {
        deliveries.subscribe(all(), ACCESS, sink, new From.Now());
        RecordingSink other = new RecordingSink(10);
        deliveries.subscribe(compile("{\"root\":\"2\"}"), ACCESS, other, new From.Now());

        live.append(IntStream.range(0, 10)
                .mapToObj(offset -> logged(facts, 0, offset, envelope("acme", "case/1", new CaseEvent.Moved("a", "b"))))
                .toList());

        assertThat(sink.events).hasSize(10);
        assertThat(sink.flushes).isEqualTo(1);
        assertThat(other.flushes).isZero();
    }

    @Test
    void a_client_without_room_holds_up_nobody_and_misses_nothing() {
        RecordingSink slow = new RecordingSink(2);
        Subscription waiting = deliveries.subscribe(all(), ACCESS, slow, new From.Now());
        deliveries.subscribe(all(), ACCESS, sink, new From.Now());
        for (int offset = 0; offset < 30; offset++) {
            commit(0, offset);
        }
        assertThat(sink.events).hasSize(30);
        assertThat(slow.events).hasSize(2);

        slow.room = 1_000;
        deliveries.resume(waiting);
        turns.runAll();

        assertThat(slow.positions()).isEqualTo(sink.positions());
    }

    @Test
    void room_that_is_made_while_a_turn_runs_is_not_overlooked() {
        RecordingSink slow = new RecordingSink(0);
        Subscription waiting = deliveries.subscribe(all(), ACCESS, slow, new From.Now());
        commit(0, 1);
        commit(0, 2);
        slow.onRefused = () -> {
            slow.room = 1_000;
            deliveries.resume(waiting);
        };

        deliveries.resume(waiting);
        turns.runAll();

        assertThat(slow.positions()).containsExactly("0-1", "0-2");
    }

    @Test
    void what_the_tail_has_not_seen_yet_is_not_given_from_the_log() {
        for (int offset = 0; offset < 20; offset++) {
            commit(0, offset);
        }
        LoggedEvent ahead = logged(facts, 0, 20, envelope("acme", "case/0", new CaseEvent.Moved("a", "b")));
        log.add(ahead);

        deliveries.subscribe(all(), ACCESS, sink, new From.Earliest());
        turns.runAll();
        assertThat(sink.events).hasSize(20);
        live.append(List.of(ahead));

        assertThat(sink.positions()).hasSize(21).endsWith("0-20").doesNotHaveDuplicates();
    }

    @Test
    void nothing_comes_after_the_end() {
        Subscription subscription = deliveries.subscribe(all(), ACCESS, sink, new From.Now());

        deliveries.end(subscription);
        commit(0, 1);

        assertThat(sink.events).isEmpty();
        assertThat(live.followers()).isZero();
    }

    private void commit(int partition, long offset) {
        commit(partition, offset, "case/" + partition);
    }

    private void commit(int partition, long offset, String subject) {
        LoggedEvent event = logged(facts, partition, offset, envelope("acme", subject, new CaseEvent.Moved("a", "b")));
        log.add(event);
        live.append(List.of(event));
    }

    private static Filter all() {
        return compile("{}");
    }

    private static Filter compile(String filter) {
        try {
            return FilterCompiler.compile(Json.tree(filter.getBytes(StandardCharsets.UTF_8)), DEMO);
        } catch (InvalidFilterException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class CountingMeter implements DeliveryMeter {
        int fromTail;
        int fromLog;
        int resets;
        int refusals;
        int denials;

        @Override
        public void resumedFromTail() {
            fromTail++;
        }

        @Override
        public void resumedFromLog() {
            fromLog++;
        }

        @Override
        public void reset() {
            resets++;
        }

        @Override
        public void refused() {
            refusals++;
        }

        @Override
        public void denied() {
            denials++;
        }
    }
}
