package io.docket.eventstore.upcast;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.position.Cursor;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.EventLog;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnreadableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts a, b and c are in a partition of their own each. */
class UpcastingFeedTest {
    private final InMemoryEventStore log = new InMemoryEventStore();
    private boolean broken = true;

    @Test
    void an_event_that_no_step_can_take_holds_back_its_partition_and_no_other() {
        log.append(append(counted("a", 1), counted("a", 2), counted("a", 3)));
        log.append(append(counted("b", 1)));

        try (EventFeed feed = feed(log)) {
            assertThat(given(feed)).containsExactly("a 1", "b 1");
            assertNothingBut("a 2", feed);
            log.append(append(counted("a", 4)));
            log.append(append(counted("c", 1)));
            assertThat(given(feed)).containsExactly("c 1");
            log.append(append(counted("a", 5)));
            assertNothingBut("a 2", feed);
        }
    }

    @Test
    void a_partition_goes_on_where_it_stood_still_once_its_event_can_be_taken() {
        log.append(append(counted("a", 1), counted("a", 2), counted("a", 3)));
        log.append(append(counted("b", 1)));

        try (EventFeed feed = feed(log)) {
            assertThat(given(feed)).containsExactly("a 1", "b 1");
            assertNothingBut("a 2", feed);
            broken = false;

            assertThat(given(feed)).containsExactly("a 2", "a 3");
            assertThat(feed.cursor()).isEqualTo(log.end());
            assertThat(given(feed)).isEmpty();
        }
    }

    @Test
    void what_others_have_is_found_behind_pages_of_a_partition_that_stands_still() {
        log.append(append(counted("a", 1), counted("a", 2), counted("a", 3), counted("a", 4)));
        log.append(append(counted("b", 1)));

        try (EventFeed feed = feed(new OneByOne(log))) {
            assertThat(given(feed)).containsExactly("a 1");

            assertThat(given(feed)).containsExactly("b 1");
            assertNothingBut("a 2", feed);
        }
    }

    /** With a step that takes no second event of an account while it is broken. */
    private EventFeed feed(EventLog of) {
        return new UpcastingFeed(of, of.start(), stored -> {
            if (broken && stored.event().sequence() == 2) {
                throw new UnreadableEventException(text(stored), stored.event().type(), "not this one", null);
            }
            return stored;
        });
    }

    private static List<String> given(EventFeed feed) {
        return feed.poll(Duration.ZERO).stream().map(UpcastingFeedTest::text).toList();
    }

    private static String text(StoredEvent stored) {
        return stored.event().root() + " " + stored.event().sequence();
    }

    private static void assertNothingBut(String unreadable, EventFeed feed) {
        Cursor before = feed.cursor();
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> given(feed))
                .satisfies(told -> assertThat(told.place()).isEqualTo(unreadable));
        assertThat(feed.cursor()).isEqualTo(before);
    }

    /** A log with one event a page. */
    private record OneByOne(EventLog log) implements EventLog {
        @Override
        public EventFeed follow(Cursor from) {
            return new EventFeed() {
                private Cursor cursor = from;

                @Override
                public List<StoredEvent> poll(Duration atMost) {
                    List<StoredEvent> page =
                            log.follow(cursor).poll(atMost).stream().limit(1).toList();
                    page.forEach(stored -> cursor = cursor.after(stored.position()));
                    return page;
                }

                @Override
                public Cursor cursor() {
                    return cursor;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Cursor start() {
            return log.start();
        }

        @Override
        public Cursor end() {
            return log.end();
        }

        @Override
        public Cursor at(Instant time) {
            return log.at(time);
        }
    }
}
