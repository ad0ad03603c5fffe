package io.docket.projection.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.deadletter.LeftOut;
import io.docket.projection.query.Sort;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.view.LogEvent;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldTimelinesTest {
    private static final Subject CASE = new Subject("case", "c1");
    private static final Map<String, Sort> SORTS = Sort.both(Map.of("position", "position"));

    private final Events log = new Events("acme", 3);
    private final Changes changes =
            new Changes(List.of(new CaseProjector(), new TimelineProjector(), new TaskProjector()));

    @ParameterizedTest
    @ValueSource(strings = {"position", "-position"})
    void whatever_the_page_it_tells_what_all_events_before_it_make_of_it(String sort) {
        List<LogEvent> events = work(3 * ToldTimelines.STRETCH + 7);
        MemoryTimelines made = MemoryTimelines.of(events);
        Map<String, Object> expected = new HashMap<>();
        Changes.Course course = changes.course(new LeftOut());
        events.forEach(event ->
                expected.put(event.position().toString(), course.told(event).changes()));

        List<Map<String, @Nullable Object>> entries = walk(made.told(changes), sort, 100);

        List<LogEvent> ordered = new ArrayList<>(events);
        if (sort.startsWith("-")) {
            Collections.reverse(ordered);
        }
        assertThat(entries)
                .extracting(entry -> entry.get("position"))
                .containsExactlyElementsOf(ordered.stream()
                        .map(event -> (Object) event.position().toString())
                        .toList());
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.get("changes")).isEqualTo(expected.get(entry.get("position"))));
    }

    @Test
    void the_way_to_a_page_is_read_in_stretches_and_only_what_the_page_is_about() {
        List<LogEvent> events = work(10 * ToldTimelines.STRETCH);
        MemoryTimelines made = MemoryTimelines.of(events);
        List<TimelineEvents.Stretch> read = new ArrayList<>();
        ToldTimelines told = new ToldTimelines(
                new Timelines(made),
                new TimelineEvents(new Timelines(made), made) {
                    @Override
                    public Uni<Stretch> next(
                            int count, String tenant, Subject root, @Nullable Long after, Wanted wanted) {
                        assertThat(count).isLessThanOrEqualTo(ToldTimelines.STRETCH);
                        return super.next(count, tenant, root, after, wanted).invoke(read::add);
                    }
                },
                changes,
                (tenant, root) -> Uni.createFrom().item(new LeftOut()));

        Timelines.Page page = page(told, "-position", null, 1);

        String subject = String.valueOf(page.entries().getFirst().get("subject"));
        assertThat(read).hasSize(10);
        assertThat(read.stream().flatMap(stretch -> stretch.events().stream()))
                .extracting(event -> event.envelope().subject().toString())
                .containsOnly(subject);
    }

    @Test
    void of_long_timelines_only_some_are_read_at_once_and_short_ones_do_not_wait_for_them() {
        MemoryTimelines made = MemoryTimelines.of(work(ToldTimelines.STRETCH + 1));
        List<Uni<LeftOut>> never = new ArrayList<>();
        ToldTimelines told = new ToldTimelines(new Timelines(made), made.events(), changes, (tenant, root) -> {
            Uni<LeftOut> later = never.size() < ToldTimelines.MAX_LONG
                    ? Uni.createFrom().emitter(emitter -> {})
                    : Uni.createFrom().item(new LeftOut());
            never.add(later);
            return later;
        });
        List<Cancellable> waiting = new ArrayList<>();
        for (int i = 0; i < ToldTimelines.MAX_LONG; i++) {
            waiting.add(told.page("acme", CASE, query("-position", null, 5))
                    .subscribe()
                    .with(any -> {}));
        }

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> page(told, "-position", null, 5))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(503))
                .satisfies(problem -> assertThat(problem.getHeaders()).containsKey("Retry-After"));
        assertThat(page(told, "position", null, 5).entries()).hasSize(5);
        waiting.getFirst().cancel();
        assertThat(page(told, "-position", null, 5).entries()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"position", "-position"})
    void a_page_ends_early_where_the_data_is_large(String sort) {
        List<LogEvent> events = new ArrayList<>(List.of(opened()));
        for (int i = 0; i < 40; i++) {
            events.add(updated(i, 256 * 1024));
        }
        ToldTimelines told = MemoryTimelines.of(events).told(changes);

        Timelines.Page first = page(told, sort, null, 500);
        List<Map<String, @Nullable Object>> all = walk(told, sort, 500);

        long bytes = first.entries().stream()
                .mapToLong(entry ->
                        entry.get(TimelineProjector.OMITTED) instanceof Number omitted ? omitted.longValue() : 0)
                .sum();
        assertThat(bytes).isBetween(Timelines.MAX_OMITTED_BYTES, Timelines.MAX_OMITTED_BYTES + 300 * 1024);
        assertThat(all)
                .extracting(entry -> entry.get("position"))
                .doesNotHaveDuplicates()
                .hasSize(events.size());
    }

    private List<Map<String, @Nullable Object>> walk(ToldTimelines told, String sort, int limit) {
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        Long after = null;
        do {
            Timelines.Page page = page(told, sort, after, limit);
            entries.addAll(page.entries());
            after = page.last().orElse(null);
        } while (after != null);
        return entries;
    }

    private static Timelines.Page page(ToldTimelines told, String sort, @Nullable Long after, int limit) {
        return told.page("acme", CASE, query(sort, after, limit)).await().indefinitely();
    }

    private static TimelineQuery query(String sort, @Nullable Long after, int limit) {
        return new TimelineQuery("c1", Objects.requireNonNull(SORTS.get(sort)), limit, after);
    }

    /** So many events of a case and of tasks that come and go. */
    private List<LogEvent> work(int number) {
        List<LogEvent> events = new ArrayList<>(List.of(opened()));
        for (int i = 0; events.size() < number; i++) {
            String task = "c1~t" + i / 6;
            events.add(
                    switch (i % 6) {
                        case 0 ->
                            log.next(
                                    "task",
                                    task,
                                    "ann",
                                    new TaskEvent.Created(
                                            "c1", null, null, task, null, List.of(), List.of(), null, null, 0, null));
                        case 1 -> updated(i, 8);
                        case 2 -> log.next("task", task, "bob", new TaskEvent.Claimed("bob"));
                        case 3 -> updated(i, 8);
                        case 4 -> log.next("task", task, "bob", new TaskEvent.Completed(null));
                        default -> log.next("case", "c1", "ann", new CaseEvent.Moved("s" + (i - 6), "s" + i));
                    });
        }
        return events;
    }

    private LogEvent opened() {
        return log.next(
                "case",
                "c1",
                "ann",
                new CaseEvent.Opened(
                        "permit",
                        1,
                        "N-1",
                        "Permit",
                        "a",
                        Json.tree("{}".getBytes(StandardCharsets.UTF_8)),
                        null,
                        null));
    }

    private LogEvent updated(int value, int size) {
        String patch = "{\"amount\":%d,\"text\":\"%s\"}".formatted(value, "x".repeat(size));
        return log.next("case", "c1", "ann", new CaseEvent.Updated(Json.tree(patch.getBytes(StandardCharsets.UTF_8))));
    }
}
