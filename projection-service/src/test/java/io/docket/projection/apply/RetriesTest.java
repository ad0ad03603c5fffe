package io.docket.projection.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.CaseEvent;
import io.docket.projection.apply.Recordings.Rewind;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.deadletter.Eviction;
import io.docket.projection.deadletter.Letter;
import io.docket.projection.deadletter.Letter.Action;
import io.docket.projection.deadletter.Limits;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetriesTest extends ParkingScene {
    @Test
    void a_retry_applies_what_waits_in_order_and_the_root_is_live_again() {
        parkAtTwo();
        service.apply(List.of(comment("a"), comment("a")));
        fragile.poison.clear();

        ask(Action.RETRY);
        service.retries.look();
        service.apply(List.of(comment("a")));

        assertThat(seen("a")).containsExactly(0L, 2L, 3L, 4L, 5L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void events_that_arrive_during_a_retry_are_not_lost() {
        parkAtTwo();
        service.apply(List.of(comment("a")));
        fragile.poison.clear();
        log.beside(() -> service.apply(List.of(comment("a"), comment("b"))));

        ask(Action.RETRY);
        service.retries.look();

        assertThat(seen("a")).containsExactly(0L, 2L, 3L, 4L);
        assertThat(seen("b")).containsExactly(1L, 5L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void a_retry_does_not_go_on_from_where_it_was_when_the_root_is_parked_further_back_meanwhile() {
        List<LogEvent> all = parkAtTwo();
        service.apply(Stream.generate(() -> comment("a")).limit(300).toList());
        fragile.poison.clear();
        fragile.poison.add(0L);
        log.beside(() -> {
            store.documents.clear();
            letters.restore(List.of());
            store.positions.put(PARTITION, new StoredPosition(303, 0));
            service.applier.rewind(PARTITION);
            service.applyAgain(all);
            service.applyAgain(log.from(3));
        });

        ask(Action.RETRY);
        service.retries.look();

        assertThat(seen("a")).isEmpty();
        assertThat(letter().offset()).isZero();
        assertThat(letter().queued()).hasSize(301);
    }

    @Test
    void a_retry_that_fails_leaves_the_root_parked_where_it_came_to() {
        parkAtTwo();
        service.apply(List.of(comment("a"), comment("a")));
        fragile.poison.clear();
        fragile.poison.add(3L);

        ask(Action.RETRY);
        service.retries.look();

        assertThat(seen("a")).containsExactly(0L, 2L);
        assertThat(letter().offset()).isEqualTo(3);
        assertThat(letter().queued()).containsExactly(4L);
        assertThat(letter().attempts()).isEqualTo(2);
        assertThat(letter().cause().error()).isEqualTo("poison at 3");
        assertThat(letter().request()).isNull();
    }

    @Test
    void a_retry_whose_event_is_not_in_the_log_says_so() {
        fragile.poison.add(0L);
        service.applyOnly(List.of(open("a")));

        ask(Action.RETRY);
        service.retries.look();

        assertThat(letter().attempts()).isEqualTo(2);
        assertThat(letter().cause().error()).contains("2-0");
    }

    @Test
    void a_crash_anywhere_in_a_retry_leaves_each_event_applied_once() {
        parkAtTwo();
        service.apply(Stream.generate(() -> comment("a")).limit(5).toList());
        service.apply(List.of(on("task", "a~t1"), on("task", "a~t2")));
        fragile.poison.clear();
        ask(Action.RETRY);

        for (int writes = 0; !letters.all().isEmpty(); writes++) {
            store.writesUntilKilled = writes;
            service.retries.look();
            store.writesUntilKilled = Integer.MAX_VALUE;
            service = new Service();
            service.applyOnly(log.from(0));
            assertThat(writes).isLessThan(10);
        }

        assertThat(seen("a")).containsExactly(0L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(seen("a~t1")).containsExactly(8L);
    }

    @Test
    void a_retry_is_made_again_until_the_hot_views_have_what_it_changed() {
        parkAtTwo();
        fragile.poison.clear();
        ask(Action.RETRY);
        store.hotAway = true;
        service.retries.look();
        assertThat(letters.all()).hasSize(1);

        store.hotAway = false;
        Service next = new Service();
        next.applyOnly(log.from(0));
        next.retries.look();

        assertThat(letters.all()).isEmpty();
        assertThat(seen("a")).containsExactly(0L, 2L);
        assertThat(store.hot.get(new DocumentKey(Fragile.VIEW, "acme", "a")).at())
                .isEqualTo(2);
    }

    @Test
    void a_crash_before_the_letter_goes_leaves_it_to_the_next_owner() {
        parkAtTwo();
        fragile.poison.clear();
        ask(Action.RETRY);
        letters.fail(true);
        service.retries.look();
        letters.fail(false);

        Service next = new Service();
        next.apply(List.of(comment("a")));
        next.retries.look();

        assertThat(seen("a")).containsExactly(0L, 2L, 3L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void a_former_owner_cannot_release_a_root_that_has_got_new_events() {
        parkAtTwo();
        fragile.poison.clear();
        Service owner = new Service();
        log.beside(() -> owner.apply(List.of(comment("a"))));

        ask(Action.RETRY);
        service.retries.look();

        assertThat(letter().queued()).containsExactly(3L);
        owner.retries.look();
        assertThat(seen("a")).containsExactly(0L, 2L, 3L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void an_owner_whose_letter_another_instance_released_reads_documents_and_letters_again() {
        parkAtTwo();
        Service owner = new Service();
        owner.parked.load(List.of(PARTITION));
        fragile.poison.clear();
        ask(Action.RETRY);
        service.retries.look();
        assertThat(letters.all()).isEmpty();

        LogEvent late = comment("a");
        assertThatThrownBy(() -> owner.apply(List.of(late))).hasMessageContaining("another instance");
        owner.applyOnly(List.of(late));

        assertThat(seen("a")).containsExactly(0L, 2L, 3L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void a_letter_that_came_back_with_a_lost_tail_is_noticed() {
        parkAtTwo();
        List<Letter> then = letters.all();
        fragile.poison.clear();
        ask(Action.RETRY);
        service.retries.look();

        letters.restore(then);
        service.retries.look();
        service.apply(List.of(comment("a")));
        ask(Action.RETRY);
        service.retries.look();

        assertThat(seen("a")).containsExactly(0L, 2L, 3L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void no_retry_while_what_precedes_the_letter_is_being_read_again() {
        List<LogEvent> all = parkAtTwo();
        store.positions.put(PARTITION, new StoredPosition(3, 0));
        fragile.poison.clear();
        ask(Action.RETRY);
        Service next = new Service();

        next.retries.look();
        assertThat(letters.all()).hasSize(1);
        next.applyOnly(all);
        next.retries.look();

        assertThat(seen("a")).containsExactly(0L, 2L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void a_retry_on_a_store_that_was_set_back_rewinds_first() {
        parkAtTwo();
        fragile.poison.clear();
        ask(Action.RETRY);
        store.positions.put(PARTITION, new StoredPosition(2, 1));

        service.retries.look();

        assertThat(service.rewinds.rewinds()).containsExactly(new Rewind(PARTITION, 1));
        assertThat(seen("a")).containsExactly(0L);
        assertThat(letters.all()).hasSize(1);
    }

    @Test
    void an_evicted_event_is_left_out_by_decision_and_the_rest_applied() {
        parkAtTwo();
        service.apply(List.of(comment("a")));

        ask(Action.EVICT);
        service.retries.look();

        assertThat(seen("a")).containsExactly(0L, 3L);
        assertThat(letters.all()).isEmpty();
        assertThat(letters.decided()).singleElement().satisfies(decided -> {
            assertThat(decided.by()).isEqualTo("admin");
            assertThat(decided.reason()).isEqualTo("because");
            assertThat(decided.position().offset()).isEqualTo(2);
        });
    }

    @Test
    void what_was_evicted_stays_out_when_the_view_is_made_anew() {
        parkAtTwo();
        service.apply(List.of(comment("a")));
        ask(Action.EVICT);
        service.retries.look();
        store.documents.clear();
        store.positions.clear();

        new Service().applyOnly(log.from(0));

        assertThat(seen("a")).containsExactly(0L, 3L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void an_entity_whose_event_is_evicted_goes_on_with_the_next_version() {
        LogEvent opened = open("b");
        LogEvent unfit = events.next("case", "b", "demo", new CaseEvent.CommentEdited("nowhere", "x"));
        LogEvent later = events.next("case", "b", "demo", new CaseEvent.Closed("done"));
        service.apply(List.of(opened, unfit, later));
        assertThat(letter().key().view()).isEqualTo(CaseProjector.VIEW);

        ask(Action.EVICT);
        service.retries.look();

        assertThat(letters.all()).isEmpty();
        Document document = document(CaseProjector.VIEW, "b");
        assertThat(document.number("version")).isEqualTo(3);
        assertThat(document.get("status")).isEqualTo("closed");
    }

    @Test
    void a_document_whose_first_event_is_evicted_is_left_out_as_a_whole() {
        LogEvent opened = open("a");
        LogEvent unreadable = new LogEvent(opened.envelope(), opened.position(), null, "no");
        service.apply(List.of(unreadable, comment("a")));
        assertThat(letter().cause().error()).isEqualTo("no");

        ask(Action.EVICT);
        service.retries.look();
        service.apply(List.of(comment("a")));

        assertThat(letters.all()).isEmpty();
        assertThat(store.documents).doesNotContainKey(new DocumentKey(CaseProjector.VIEW, "acme", "a"));
        assertThat(letters.decided()).extracting(Eviction::document).containsExactly("a");
    }

    @Test
    void a_decision_about_an_event_that_the_letter_is_not_for_any_more_is_dropped() {
        parkAtTwo();
        service.apply(List.of(comment("a")));
        ask(Action.EVICT);
        fragile.poison.clear();
        fragile.poison.add(3L);
        letters.restore(List.of(movedOn(letter())));

        service.retries.look();

        assertThat(letters.decided()).isEmpty();
        assertThat(letter().request()).isNull();
    }

    @Test
    void over_the_limit_of_a_root_nothing_is_skipped_and_a_retry_finds_the_rest_in_the_log() {
        limits = new Limits(2, 100, 100);
        service = new Service();
        parkAtTwo();
        for (int i = 0; i < 5; i++) {
            service.apply(List.of(comment("a"), comment("b")));
        }
        assertThat(letter().queued()).containsExactly(3L, 5L);
        assertThat(letter().unnoted()).isEqualTo(7);
        assertThat(service.parked.isAtLimit()).isTrue();
        fragile.poison.clear();
        log.beside(() -> service.apply(List.of(comment("a"))));

        ask(Action.RETRY);
        service.retries.look();

        assertThat(seen("a")).containsExactly(0L, 2L, 3L, 5L, 7L, 9L, 11L, 13L);
        assertThat(letters.all()).isEmpty();
        assertThat(service.parked.isAtLimit()).isFalse();
    }

    @Test
    void over_the_limit_of_all_roots_together_the_rest_is_found_in_the_log_too() {
        limits = new Limits(10, 2, 100);
        service = new Service();
        parkAtTwo();
        fragile.poison.add(3L);
        service.apply(List.of(comment("b"), comment("a"), comment("b"), comment("b"), comment("a")));
        assertThat(letters.all().stream()
                        .mapToInt(letter -> letter.queued().size())
                        .sum())
                .isEqualTo(2);
        fragile.poison.clear();

        for (Letter letter : letters.all()) {
            ask(letter, Action.RETRY);
        }
        service.retries.look();

        assertThat(seen("a")).containsExactly(0L, 2L, 4L, 7L);
        assertThat(seen("b")).containsExactly(1L, 3L, 5L, 6L);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void a_retry_over_the_limit_that_fails_far_behind_goes_on_from_there() {
        limits = new Limits(1, 100, 100);
        service = new Service();
        parkAtTwo();
        service.apply(List.of(comment("a"), comment("a"), comment("a"), comment("a")));
        fragile.poison.clear();
        fragile.poison.add(5L);
        ask(Action.RETRY);
        service.retries.look();
        assertThat(letter().offset()).isEqualTo(5);
        fragile.poison.clear();

        ask(Action.RETRY);
        service.retries.look();

        assertThat(seen("a")).containsExactly(0L, 2L, 3L, 4L, 5L, 6L);
        assertThat(letters.all()).isEmpty();
    }
}
