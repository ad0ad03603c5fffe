package io.docket.notification.live;

import static io.docket.notification.Events.DEMO;
import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static io.docket.notification.Events.opened;
import static io.docket.notification.Events.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.FactsUnavailableException;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.facts.disk.DiskFacts;
import io.docket.notification.filter.Access;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Tail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters on what an event does not repeat, with many more cases and changes than are remembered in memory. */
class FactsBeyondMemoryTest {
    private static final int REMEMBERED = 8;
    private static final int CASES = 300;
    private static final String[] USERS = {"ann", "bob", "eve"};

    private final Random random = new Random(11);
    private final SimulatedLog log = new SimulatedLog(1, random);
    private final SimulatedTurns turns = new SimulatedTurns(random);
    private final LiveLog live = new LiveLog(new Tail(25, 100_000_000));
    private final Deliveries deliveries = new Deliveries(live, new Readers(() -> log), turns, new NoMeter());
    private DiskFacts store;
    private FactBook facts;
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> assignees = new HashMap<>();
    private final List<Told> history = new ArrayList<>();

    /** An event, and what the test knows of it. */
    private record Told(LoggedEvent event, String caseType, String before, String after) {}

    @BeforeEach
    void start(@TempDir Path folder) {
        store = new DiskFacts(folder.resolve("facts"));
        facts = new FactBook(REMEMBERED, store);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'caseType':'loan'}", "{'assignee':'ann'}", "{'caseType':'loan','assignee':['bob','eve']}"})
    void a_filter_gets_exactly_its_part_of_the_log_live_and_again(String filter) {
        RecordingSink sink = subscribe(filter, new From.Now());
        for (int number = 0; number < CASES; number++) {
            open(number);
        }
        for (int step = 0; step < 2_000; step++) {
            change(random.nextInt(CASES));
        }

        List<String> expected = expected(filter);
        assertThat(expected).hasSizeGreaterThan(300);
        assertThat(sink.positions()).isEqualTo(expected);
        RecordingSink again = subscribe(filter, new From.Earliest());
        assertThat(again.positions()).isEqualTo(expected);
        for (int index : new int[] {10, expected.size() / 2, expected.size() - 5}) {
            RecordingSink resumed = subscribe(filter, From.parse(sink.cursors.get(index)));
            assertThat(resumed.positions()).isEqualTo(expected.subList(index + 1, expected.size()));
        }
    }

    @Test
    void a_task_that_changes_hands_again_and_again_is_told_of_as_it_was() {
        commit("case/0", opened("loan", null), "0", assignees.get("0"));
        RecordingSink sink = subscribe("{'assignee':'ann'}", new From.Now());
        commit("task/0~t", task("ann"), "0", "ann");
        for (int step = 0; step < 2_000; step++) {
            change(0);
        }

        List<String> expected = expected("{'assignee':'ann'}");
        assertThat(expected).hasSizeGreaterThan(300);
        assertThat(sink.positions()).isEqualTo(expected);
        assertThat(subscribe("{'assignee':'ann'}", new From.Earliest()).positions())
                .isEqualTo(expected);
    }

    @Test
    void while_it_cannot_be_told_whom_events_concern_nobody_is_served_and_then_everybody() {
        MemoryFacts broken = new MemoryFacts();
        facts = new FactBook(1, broken);
        open(0);
        open(3);
        RecordingSink sink = subscribe("{'caseType':'loan'}", new From.Now());
        LoggedEvent moved = logged(facts, 0, 100, envelope("acme", "case/0", new CaseEvent.Moved("a", "b")));

        broken.failing = true;
        assertThatThrownBy(() -> live.append(List.of(moved))).isInstanceOf(FactsUnavailableException.class);
        assertThat(sink.events).isEmpty();
        broken.failing = false;
        live.append(List.of(moved));

        assertThat(sink.positions()).containsExactly("0-100");
    }

    private void open(int number) {
        String id = Integer.toString(number);
        types.put(id, number % 3 == 0 ? "loan" : "permit");
        String owner = number % 2 == 0 ? user() : null;
        commit("case/" + id, opened(types.get(id), owner), id, owner);
        String assignee = number % 5 == 0 ? user() : null;
        commit("task/" + id + "~t", task(assignee), id, assignee);
    }

    private void change(int number) {
        String id = Integer.toString(number);
        String subject = random.nextBoolean() ? "task/" + id + "~t" : "case/" + id;
        String now = assignees.get(subject);
        boolean task = subject.startsWith("task");
        String next = user();
        switch (random.nextInt(4)) {
            case 0 -> commit(subject, task ? new TaskEvent.Claimed(next) : new CaseEvent.Assigned(next, now), id, next);
            case 1 -> commit(subject, task ? new TaskEvent.Released(now) : new CaseEvent.Assigned(null, now), id, null);
            default ->
                commit(
                        subject,
                        task
                                ? new TaskEvent.DraftSaved(Json.mapper().createObjectNode())
                                : new CaseEvent.Moved("a", "b"),
                        id,
                        now);
        }
    }

    private void commit(String subject, DomainEvent data, String caseId, String after) {
        LoggedEvent event = logged(facts, 0, 2L * history.size(), envelope("acme", subject, data));
        history.add(new Told(event, types.getOrDefault(caseId, "loan"), assignees.get(subject), after));
        assignees.put(subject, after);
        log.add(unread(event));
        live.append(List.of(event));
        turns.runAll();
    }

    /** The event as a reader of the log makes it, which knows nothing of it yet. */
    private LoggedEvent unread(LoggedEvent event) {
        return new LoggedEvent(event.position(), event.envelope(), facts);
    }

    private List<String> expected(String filter) {
        boolean loans = filter.contains("loan");
        Predicate<String> mine =
                user -> !filter.contains("assignee") || user != null && filter.contains("'" + user + "'");
        return history.stream()
                .filter(told -> !loans || "loan".equals(told.caseType))
                .filter(told -> mine.test(told.before) || mine.test(told.after))
                .map(told -> told.event.position().toString())
                .toList();
    }

    private RecordingSink subscribe(String filter, From from) {
        RecordingSink sink = new RecordingSink(1_000_000);
        deliveries.subscribe(compile(filter), Access.of(DEMO), sink, from);
        turns.runAll();
        return sink;
    }

    private String user() {
        return USERS[random.nextInt(USERS.length)];
    }

    private static Filter compile(String filter) {
        try {
            return FilterCompiler.compile(Json.tree(filter.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), DEMO);
        } catch (InvalidFilterException e) {
            throw new IllegalStateException(e);
        }
    }
}
