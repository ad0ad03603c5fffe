package io.docket.projection.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.json.Json;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.deadletter.Letter;
import io.docket.projection.deadletter.Letter.Action;
import io.docket.projection.deadletter.Limits;
import io.docket.projection.deadletter.Parking;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.GenerationProjector;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParkedRootsTest extends ParkingScene {
    @Test
    void poison_in_the_middle_of_a_batch_parks_its_root_for_that_view_and_everything_else_goes_on() {
        List<LogEvent> batch = List.of(open("a"), open("b"), comment("a"), comment("a"), comment("b"));
        fragile.poison.add(2L);

        service.apply(batch);

        assertThat(seen("a")).containsExactly(0L);
        assertThat(seen("b")).containsExactly(1L, 4L);
        assertThat(version("a")).isEqualTo(3);
        assertThat(letter().offset()).isEqualTo(2);
        assertThat(letter().queued()).containsExactly(3L);
        assertThat(letter().cause().error()).isEqualTo("poison at 2");
        assertThat(store.positions.get(PARTITION).next()).isEqualTo(5);
    }

    @Test
    void later_batches_queue_behind_in_order_whatever_entity_of_the_root_they_are_about() {
        parkAtTwo();

        service.apply(List.of(comment("a"), on("task", "a~t1"), comment("b")));
        service.apply(List.of(comment("a")));

        assertThat(letter().queued()).containsExactly(3L, 4L, 6L);
        assertThat(seen("a")).containsExactly(0L);
        assertThat(seen("a~t1")).isEmpty();
    }

    @Test
    void the_same_root_of_another_tenant_is_another_root() {
        parkAtTwo();
        LogEvent foreign = foreign("a", 3);

        service.apply(List.of(foreign));

        assertThat(letters.all()).hasSize(1);
        assertThat(letter().queued()).isEmpty();
        assertThat(store.documents).containsKey(new DocumentKey(Fragile.VIEW, "globex", "a"));
    }

    @Test
    void an_event_of_an_unknown_type_is_no_failure() {
        service.apply(List.of(
                open("a"), events.next("case", "a", "demo", "docket.case.blessed.v1", Json.bytes(Map.of()), null)));

        assertThat(letters.all()).isEmpty();
        assertThat(version("a")).isEqualTo(2);
    }

    @Test
    void data_that_does_not_fit_its_type_parks_the_root_for_the_views_that_need_it() {
        LogEvent moved = comment("x");
        LogEvent unreadable = new LogEvent(moved.envelope(), moved.position(), null, "the data is no comment");

        service.apply(List.of(unreadable));

        assertThat(seen("x")).containsExactly(0L);
        assertThat(letter().key().view()).isEqualTo(CaseProjector.VIEW);
        assertThat(letter().cause().error()).isEqualTo("the data is no comment");
    }

    @Test
    void a_root_stays_parked_where_its_partition_is_given_up_while_a_batch_is_folded() {
        parkAtTwo();
        service.applier.forget(PARTITION);
        store.whileLoading = () -> {
            store.whileLoading = () -> {};
            service.applier.forget(PARTITION);
        };

        service.apply(List.of(comment("a"), comment("b")));

        assertThat(seen("a")).containsExactly(0L);
        assertThat(seen("b")).containsExactly(1L, 4L);
        assertThat(letter().queued()).containsExactly(3L);
    }

    @Test
    void a_rewind_after_a_parked_event_changes_nothing() {
        parkAtTwo();
        service.apply(List.of(comment("a")));
        List<Letter> before = letters.all();

        service.replay(0);

        assertThat(letters.all()).isEqualTo(before);
        assertThat(seen("a")).containsExactly(0L);
    }

    @Test
    void a_rewind_of_a_store_that_lost_the_letter_parks_the_root_again() {
        parkAtTwo();
        service.apply(List.of(comment("a"), comment("b")));
        letters.restore(List.of());
        service.applier.forget(PARTITION);

        service.replay(0);

        assertThat(letter().offset()).isEqualTo(2);
        assertThat(letter().queued()).containsExactly(3L);
        assertThat(seen("b")).containsExactly(1L, 4L);
    }

    @Test
    void over_the_limit_of_roots_the_partition_stands_still_until_there_is_room() {
        limits = new Limits(10, 100, 1);
        service = new Service();
        parkAtTwo();
        LogEvent second = open("c");
        fragile.poison.add(second.position().offset());

        assertThatThrownBy(() -> service.apply(List.of(second))).isInstanceOf(Parking.TooManyParked.class);
        assertThat(store.positions.get(PARTITION).next()).isEqualTo(3);
        ask(Action.EVICT);
        service.retries.look();
        service.applyOnly(List.of(second));

        assertThat(store.positions.get(PARTITION).next()).isEqualTo(4);
        assertThat(letter().key().root()).isEqualTo("c");
    }

    @Test
    void what_is_left_of_a_root_whose_document_is_refused_goes_to_the_hot_views_with_its_batch() {
        store.refused = document -> document.list(Fragile.SEEN).contains(3L);

        service.apply(List.of(open("a"), open("b"), comment("a"), comment("a")));

        assertThat(seen("a")).containsExactly(0L, 2L);
        assertThat(store.hot.get(new DocumentKey(Fragile.VIEW, "acme", "a")).at())
                .isEqualTo(2);
        assertThat(store.hotWrites).isEqualTo(1);
    }

    @Test
    void a_document_that_the_store_refuses_parks_its_root_from_the_very_event() {
        store.refused = document -> document.list(Fragile.SEEN).contains(3L);

        service.apply(List.of(open("a"), open("b"), comment("a"), comment("a"), comment("a"), comment("b")));

        assertThat(seen("a")).containsExactly(0L, 2L);
        assertThat(seen("b")).containsExactly(1L, 5L);
        assertThat(letter().offset()).isEqualTo(3);
        assertThat(letter().queued()).containsExactly(4L);
        assertThat(letter().cause().error()).isEqualTo("too large");
    }

    @Test
    void a_document_that_cannot_be_counted_parks_its_root() {
        fragile.uncountable.add(2L);

        service.apply(List.of(open("a"), open("b"), comment("a"), comment("a")));

        assertThat(seen("a")).containsExactly(0L);
        assertThat(letter().offset()).isEqualTo(2);
        assertThat(letter().queued()).containsExactly(3L);
    }

    @Test
    void roots_of_a_generation_are_parked_for_it_alone() {
        Service generation = new Service(List.of(nextGeneration()));
        fragile.poison.add(0L);
        generation.apply(List.of(open("a")));
        assertThat(letter().key().view()).isEqualTo(Fragile.VIEW + "-g2");
        fragile.poison.clear();
        ask(Action.RETRY);

        service.retries.look();
        assertThat(letters.all()).hasSize(1);
        generation.retries.look();

        assertThat(letters.all()).isEmpty();
    }

    @Test
    void what_is_left_out_of_a_view_is_left_out_of_its_next_generation() {
        parkAtTwo();
        ask(Action.EVICT);
        service.retries.look();

        new Service(List.of(nextGeneration())).replay(0);

        assertThat(letters.all()).isEmpty();
    }

    private Projector nextGeneration() {
        return new GenerationProjector(fragile, Fragile.VIEW + "-g2", Set.of(PARTITION));
    }
}
