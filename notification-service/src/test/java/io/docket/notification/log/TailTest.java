package io.docket.notification.log;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.position.Cursor;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailTest {
    private final FactBook facts = MemoryFacts.book(10);
    private final Tail tail = new Tail(3, 1_000_000);

    @Test
    void the_oldest_events_make_room_for_new_ones() {
        append(0, 0);
        append(1, 0);
        append(0, 1);
        append(0, 2);

        assertThat(tail.size()).isEqualTo(3);
        assertThat(tail.reaches(place(0, 0))).isFalse();
        assertThat(tail.reaches(place(1, 0))).isTrue();
        assertThat(offsetsFrom(place(1, 0))).containsExactly("1-0", "0-1", "0-2");
    }

    @Test
    void bytes_are_bounded_too() {
        Tail small = new Tail(100, 4_000);
        for (int offset = 0; offset < 10; offset++) {
            small.append(event(0, offset));
        }

        assertThat(small.size()).isBetween(1, 2);
        assertThat(small.bytes()).isLessThanOrEqualTo(4_000);
    }

    @Test
    void an_event_that_arrives_again_is_ignored() {
        append(0, 5);

        assertThat(tail.append(event(0, 5))).isEmpty();
        assertThat(tail.append(event(0, 4))).isEmpty();
        assertThat(tail.size()).isEqualTo(1);
    }

    @Test
    void reading_begins_after_what_the_place_covers() {
        append(0, 0);
        append(1, 7);
        append(0, 3);

        assertThat(offsetsFrom(place(1, 0))).containsExactly("1-7", "0-3");
        assertThat(offsetsFrom(place(4, 8))).isEmpty();
        assertThat(tail.from(place(0, 0), 2)).hasSize(2);
    }

    @Test
    void a_place_before_the_beginning_of_the_log_is_out_of_reach() {
        tail.begin(place(10, 20));

        assertThat(tail.reaches(place(10, 20))).isTrue();
        assertThat(tail.reaches(place(9, 20))).isFalse();
        assertThat(tail.next(1)).isEqualTo(20);
    }

    private void append(int partition, long offset) {
        tail.append(event(partition, offset));
    }

    private LoggedEvent event(int partition, long offset) {
        return logged(facts, partition, offset, envelope("acme", "case/1", new CaseEvent.Moved("a", "b")));
    }

    private List<String> offsetsFrom(Offsets place) {
        return tail.from(place, 100).stream()
                .map(entry -> entry.event().position().toString())
                .toList();
    }

    private static Offsets place(long... offsets) {
        return Offsets.of(new Cursor(offsets));
    }
}
