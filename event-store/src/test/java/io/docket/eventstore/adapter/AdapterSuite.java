package io.docket.eventstore.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.SeveralRootsException;
import io.docket.eventstore.UnreadableEventException;
import io.docket.eventstore.adapter.Adapter.Added;
import io.docket.eventstore.adapter.Adapter.Page;
import io.docket.eventstore.adapter.Adapter.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the adapter for any framework must do, on a store with several partitions. Extend it, and give it an
 * {@link Adapter}.
 */
public abstract class AdapterSuite {
    private static final int ALL = 1_000;

    private Adapter adapter;

    /** An adapter on a log without events, all of whose partitions are served. */
    protected abstract Adapter onEmptyLog();

    /** An adapter on the same log after a stop and a start: what was cached is gone. */
    protected abstract Adapter restarted(Adapter running);

    /**
     * Gives some partitions to another instance, which does something with each of the sums in them, and takes them back.
     *
     * @return those sums
     */
    protected abstract List<String> elsewhere(Adapter running, List<String> sums, BiConsumer<Adapter, String> does);

    @BeforeEach
    void open() {
        adapter = onEmptyLog();
    }

    @AfterEach
    void end() {
        adapter.close();
    }

    private static Added added(String sum, long number) {
        return new Added(sum, number, (int) number + 1);
    }

    private static List<Added> added(String sum, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> added(sum, i)).toList();
    }

    @Test
    void events_are_loaded_as_they_were_appended_numbered_without_a_gap() {
        adapter.append(added("a", 0, 3));
        adapter.append(added("b", 0, 1));
        adapter.append(added("a", 3, 5));

        assertThat(adapter.load("a")).isEqualTo(added("a", 0, 5));
        assertThat(adapter.load("b")).isEqualTo(added("b", 0, 1));
        assertThat(adapter.load("nobody")).isEmpty();
    }

    @Test
    void events_are_loaded_after_a_restart_as_before() {
        adapter.append(added("a", 0, 5));

        adapter = restarted(adapter);

        assertThat(adapter.load("a")).isEqualTo(added("a", 0, 5));
        adapter.append(added("a", 5, 6));
        assertThat(adapter.load("a")).hasSize(6);
    }

    @Test
    void a_number_that_exists_or_leaves_a_gap_is_a_conflict_and_nothing_is_written() {
        adapter.append(added("a", 0, 2));

        for (int wrong : new int[] {0, 1, 3}) {
            assertThatExceptionOfType(adapter.conflict()).isThrownBy(() -> adapter.append(List.of(added("a", wrong))));
        }

        assertThat(adapter.load("a")).isEqualTo(added("a", 0, 2));
    }

    @Test
    void a_unit_of_work_is_written_whole_or_not_at_all() {
        adapter.append(added("a", 0, 1));

        assertThatExceptionOfType(adapter.conflict())
                .isThrownBy(() -> adapter.append(List.of(added("a", 1), added("a", 2), added("a", 2))));

        assertThat(adapter.load("a")).isEqualTo(added("a", 0, 1));
    }

    @Test
    void of_many_appends_with_the_same_number_one_wins() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Boolean>> results = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> adapter.append(added("a", 0, 1)), threads)
                            .handle((done, failure) -> failure == null))
                    .toList();

            assertThat(results.stream().filter(CompletableFuture::join)).hasSize(1);
        }
        assertThat(adapter.load("a")).isEqualTo(added("a", 0, 1));
    }

    @Test
    void commands_on_one_aggregate_at_once_are_done_one_after_the_other() {
        int commands = 20;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> totals = IntStream.range(0, commands)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> adapter.add("a", 1, "k" + i), threads))
                    .toList();

            assertThat(totals.stream().map(CompletableFuture::join))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, commands).boxed().toList());
        }
        assertThat(adapter.load("a"))
                .extracting(Added::number)
                .containsExactlyElementsOf(
                        IntStream.range(0, commands).mapToObj(Long::valueOf).toList());
    }

    @Test
    void a_unit_of_work_over_two_roots_is_one_clear_error_and_nothing_is_written() {
        for (String other : List.of("b", "c", "d", "e", "f", "g", "h")) {
            assertThatExceptionOfType(SeveralRootsException.class)
                    .isThrownBy(() -> adapter.append(List.of(added("a", 0), added(other, 0))))
                    .withMessage("an append holds events of one root, not of a and " + other);

            assertThat(adapter.load(other)).isEmpty();
        }
        assertThat(adapter.load("a")).isEmpty();
    }

    @Test
    void a_key_that_comes_again_gets_the_first_result_after_a_restart_too() {
        assertThat(adapter.add("a", 2, "k")).isEqualTo(2);
        assertThat(adapter.add("a", 40, "other")).isEqualTo(42);

        assertThat(adapter.add("a", 2, "k")).isEqualTo(2);
        adapter = restarted(adapter);
        assertThat(adapter.add("a", 2, "k")).isEqualTo(2);

        assertThat(adapter.load("a")).hasSize(2);
    }

    @Test
    void a_key_that_comes_again_with_another_command_is_refused() {
        adapter.add("a", 2, "k");

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> adapter.add("a", 3, "k"));

        assertThat(adapter.load("a")).hasSize(1);
    }

    @Test
    void a_command_that_comes_many_times_at_once_is_done_once_and_all_get_its_result() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> totals = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> adapter.add("a", 2, "k"), threads))
                    .toList();

            assertThat(totals.stream().map(CompletableFuture::join)).containsOnly(2);
        }
        assertThat(adapter.load("a")).hasSize(1);
    }

    @Test
    void a_refusal_is_kept_under_its_key_after_a_restart_too() {
        adapter.add("a", 2, "first");
        assertRefused("a", -5, "k");
        adapter.add("a", 40, "other");

        assertRefused("a", -5, "k");
        adapter = restarted(adapter);
        assertRefused("a", -5, "k");

        assertThat(adapter.add("a", -5, "another")).isEqualTo(37);
    }

    private void assertRefused(String sum, int amount, String key) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> adapter.add(sum, amount, key))
                .isNotInstanceOf(EventStoreException.class);
    }

    @Test
    void an_event_of_an_unknown_type_stops_its_aggregate_and_no_other() {
        adapter.append(added("a", 0, 1));
        adapter.append(added("b", 0, 1));
        adapter.appendUnknown("a");

        assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> adapter.load("a"));
        assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> adapter.add("a", 1, "k1"));

        assertThat(adapter.load("b")).isEqualTo(added("b", 0, 1));
        assertThat(adapter.add("b", 1, "k2")).isEqualTo(2);
    }

    @Test
    void what_another_instance_did_counts_when_a_partition_is_back() {
        List<String> sums = IntStream.range(0, 20).mapToObj(i -> "s" + i).toList();
        sums.forEach(sum -> adapter.add(sum, 1, "before " + sum));

        List<String> moved = elsewhere(adapter, sums, (other, sum) -> other.add(sum, 10, "meanwhile " + sum));

        assertThat(moved).isNotEmpty().allSatisfy(sum -> {
            assertThat(adapter.add(sum, 100, "after " + sum)).isEqualTo(111);
            assertThat(adapter.add(sum, 10, "meanwhile " + sum)).isEqualTo(11);
            assertThat(adapter.load(sum)).hasSize(3);
        });
    }

    @Test
    void a_snapshot_is_read_back_and_hides_no_event() {
        adapter.append(added("a", 0, 3));

        adapter.storeSnapshot(new Total("a", 2, 6));

        assertThat(adapter.snapshot("a")).contains(new Total("a", 2, 6));
        assertThat(adapter.snapshot("b")).isEmpty();
        assertThat(adapter.load("a")).isEqualTo(added("a", 0, 3));
    }

    @Test
    void every_token_is_exactly_the_place_where_it_was_given() {
        List<Added> all = filledLog();
        List<String> tokens = new ArrayList<>();
        List<Added> seen = new ArrayList<>();
        Page page = adapter.follow(null, 1);
        while (!page.events().isEmpty() && seen.size() < ALL) {
            seen.addAll(page.events());
            tokens.add(page.token());
            page = adapter.follow(page.token(), 1);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);

        adapter = restarted(adapter);

        for (int i = 0; i < tokens.size(); i++) {
            List<Added> rest = adapter.follow(tokens.get(i), ALL).events();
            List<Added> read = new ArrayList<>(seen.subList(0, i + 1));
            read.addAll(rest);
            assertThat(read).as("read up to event %d and from there on", i).containsExactlyInAnyOrderElementsOf(all);
            assertThat(of("a", read)).isEqualTo(of("a", all));
            assertThat(of("d", read)).isEqualTo(of("d", all));
        }
    }

    @Test
    void a_token_at_the_end_gives_what_came_afterwards_and_nothing_else() {
        filledLog();
        String end = adapter.follow(null, ALL).token();
        assertThat(adapter.follow(end, ALL).events()).isEmpty();

        adapter.append(added("new", 0, 2));

        assertThat(adapter.follow(end, ALL).events()).isEqualTo(added("new", 0, 2));
    }

    /** Four sums, in turn, in several partitions. */
    private List<Added> filledLog() {
        List<Added> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (String sum : List.of("a", "b", "c", "d")) {
                adapter.append(List.of(added(sum, i)));
                all.add(added(sum, i));
            }
        }
        return all;
    }

    private static List<Added> of(String sum, List<Added> events) {
        return events.stream().filter(event -> event.sum().equals(sum)).toList();
    }

    @Test
    void a_step_changes_what_is_loaded_and_followed_and_not_what_is_stored() {
        adapter.append(added("a", 0, 2));
        List<Added> tenfold = List.of(new Added("a", 0, 10), new Added("a", 1, 20));

        try (Adapter newer = adapter.upcasting()) {
            assertThat(newer.load("a")).isEqualTo(tenfold);
            assertThat(newer.follow(null, ALL).events()).isEqualTo(tenfold);
        }

        assertThat(adapter.load("a")).isEqualTo(added("a", 0, 2));
    }
}
