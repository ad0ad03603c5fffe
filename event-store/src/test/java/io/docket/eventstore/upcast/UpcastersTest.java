package io.docket.eventstore.upcast;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.Events;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnreadableEventException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class UpcastersTest {
    private static final String V3 = "test.account.counted.v3";

    private final InMemoryEventStore log = new InMemoryEventStore();
    private final EventStore store = new UpcastingEventStore(log, AccountUpcasters.ALL, Set.of(V3)::contains);

    @Test
    void an_event_goes_from_version_to_version_to_the_newest() {
        log.append(append(counted("a", 1)));

        EventEnvelope read =
                store.read(streamOf("a"), 1).findFirst().orElseThrow().event();

        assertThat(read.type()).isEqualTo(V3);
        assertThat(Json.tree(read.data())).isEqualTo(Json.tree("{\"total\":1,\"by\":\"alice\"}".getBytes()));
    }

    @Test
    void nothing_but_type_and_data_changes() {
        EventEnvelope written = counted("a", 1);
        log.append(append(written));

        StoredEvent read = store.read(streamOf("a"), 1).findFirst().orElseThrow();

        assertThat(read.event())
                .usingRecursiveComparison()
                .ignoringFields("type", "data")
                .isEqualTo(written);
        assertThat(log.read(streamOf("a"), 1).findFirst().orElseThrow().event()).isSameAs(written);
    }

    @Test
    void who_follows_the_log_gets_the_newest_version_too() {
        log.append(append(counted("a", 1)));

        try (EventFeed feed = store.log().follow(store.log().start())) {
            assertThat(feed.poll(Duration.ZERO))
                    .extracting(stored -> stored.event().type())
                    .containsExactly(V3);
        }
    }

    @Test
    void an_event_that_no_step_can_take_is_tried_again_by_who_follows_the_log() {
        log.append(append(counted("a", 1), counted("a", 2), counted("a", 3)));
        AtomicBoolean broken = new AtomicBoolean(true);

        try (EventFeed feed = feed(sequence -> sequence == 2 && broken.get())) {
            assertThat(sequences(feed)).containsExactly(1L);
            Cursor before = feed.cursor();
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> sequences(feed));
            }
            assertThat(feed.cursor()).isEqualTo(before);
            broken.set(false);

            assertThat(sequences(feed)).containsExactly(2L, 3L);
            assertThat(feed.cursor()).isEqualTo(log.end());
            assertThat(sequences(feed)).isEmpty();
        }
    }

    @Test
    void the_cursor_of_a_feed_that_failed_is_before_the_event_that_no_step_can_take() {
        log.append(append(counted("a", 1), counted("a", 2)));
        log.append(append(counted("b", 1)));

        try (EventFeed feed = feed(sequence -> sequence == 2)) {
            assertThat(sequences(feed)).containsExactly(1L, 1L);

            try (EventFeed next = log.follow(feed.cursor())) {
                assertThat(sequences(next)).containsExactly(2L);
            }
        }
    }

    @Test
    void a_closed_feed_gives_nothing_more_of_what_it_has_read() {
        log.append(append(counted("a", 1)));
        AtomicBoolean broken = new AtomicBoolean(true);
        EventFeed feed = feed(_ -> broken.get());
        assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> sequences(feed));
        broken.set(false);

        feed.close();

        assertThat(sequences(feed)).isEmpty();
        assertThat(feed.cursor()).isEqualTo(log.start());
    }

    /** Of the whole log, with a step that fails for events of some sequences. */
    private EventFeed feed(LongPredicate failing) {
        Upcasters steps = Upcasters.of(Upcaster.of("test.account.counted", 1, (data, event) -> {
            if (failing.test(event.sequence())) {
                throw new IllegalStateException("not this one");
            }
            return data;
        }));
        return new UpcastingEventStore(log, steps, _ -> true).log().follow(log.start());
    }

    private static List<Long> sequences(EventFeed feed) {
        return feed.poll(Duration.ZERO).stream()
                .map(stored -> stored.event().sequence())
                .toList();
    }

    @Test
    void an_event_of_an_unknown_type_ends_the_reading_of_its_stream_alone() {
        log.append(append(counted("a", 1)));
        log.append(append(Events.ofType(counted("a", 2), "test.account.counted.v9")));
        log.append(append(counted("b", 1)));

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> store.read(streamOf("a"), 1).toList())
                .withMessageContaining("acme/account/a 2")
                .satisfies(unreadable -> assertThat(unreadable.type()).isEqualTo("test.account.counted.v9"));

        assertThat(store.read(streamOf("b"), 1)).hasSize(1);
    }

    @Test
    void a_step_that_fails_is_the_same_error() {
        Upcasters failing = Upcasters.of(Upcaster.of("test.account.counted", 1, (data, event) -> {
            throw new IllegalStateException("no count");
        }));

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> failing.upcast(counted("a", 1)))
                .withMessageContaining("no count");
    }

    @Test
    void two_steps_from_one_version_are_refused() {
        Upcaster step = Upcaster.of("test.account.counted", 1, (data, event) -> data);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Upcasters.of(step, step))
                .withMessage("two steps from test.account.counted.v1");
    }

    @Test
    void a_type_without_a_version_stays_as_it_is() {
        assertThat(EventType.parse("java.lang.String")).isEmpty();
        assertThat(EventType.parse("docket.case.opened.v12")).contains(new EventType("docket.case.opened", 12));

        EventEnvelope plain = Events.ofType(counted("a", 1), "java.lang.String");

        assertThat(AccountUpcasters.ALL.upcast(plain)).isSameAs(plain);
    }

    @Test
    void a_step_may_change_the_data_that_it_is_given() {
        EventEnvelope event = counted("a", 1);
        byte[] before = event.data().clone();

        Upcasters.of(Upcaster.of("test.account.counted", 1, (data, _) -> ((ObjectNode) data).removeAll()))
                .upcast(event);

        assertThat(event.data()).isEqualTo(before);
    }
}
