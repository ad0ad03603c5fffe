package io.docket.projection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.projection.Events;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.Instance;
import io.docket.projection.deadletter.Eviction;
import io.docket.projection.kills.AllSorts;
import io.docket.projection.kills.CaseStates;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.timeline.TimelineEvents;
import io.docket.projection.timeline.Timelines;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** States of the past against those that were noted when they were the present. */
class PastCasesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HotViews NO_HOT_VIEWS =
            (states, actors, next) -> Uni.createFrom().voidItem();
    private static final String MOVED = "docket.case.moved.v1";
    private static final int EVENTS = 4_000;
    private static final int POINTS = 1_000;
    private static final int BATCH = 150;

    private final MongoStore mongo = new MongoStore();
    private final CaseProjector projector = new CaseProjector();
    private final Map<Position, LogEvent> log = new HashMap<>();
    private final PastCases pastCases = new PastCases(
            new TimelineEvents(
                    new Timelines(mongo.documents()),
                    position ->
                            Uni.createFrom().item(log.get(position).envelope().data())),
            projector,
            mongo.evictions());

    /** A state that a case had, and the event that made it. */
    private record Noted(LogEvent event, Document state) {}

    /** What the case must have been after the event. */
    private record Told(LogEvent event, Map<String, Object> state) {}

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_thousand_states_of_the_past_are_what_they_were() {
        List<LogEvent> events = new AllSorts("acme", 1, 7).next(EVENTS);
        CaseStates states = new CaseStates();
        List<Told> told = new ArrayList<>();
        for (LogEvent event : events) {
            log.put(event.position(), event);
            if (event.entity().equals("case")) {
                told.add(new Told(event, states.after(event)));
            }
        }
        new Instance(mongo, NO_HOT_VIEWS, 1).apply(events, BATCH);
        Random random = new Random(8);

        assertThat(told).hasSizeGreaterThan(POINTS);
        for (int i = 0; i < POINTS; i++) {
            Told then = told.get(random.nextInt(told.size()));
            String id = then.event().id();
            AsOf asOf = random.nextBoolean()
                    ? new AsOf.Version(then.event().envelope().sequence())
                    : new AsOf.Moment(then.event().envelope().time());
            assertThat(find("acme", id, asOf).fields()).as(id + " " + asOf).isEqualTo(then.state());
        }
    }

    @Test
    void versions_and_moments_that_are_far_on_are_found_among_many_entries_of_tasks() {
        Events events = new Events("acme", 3);
        List<LogEvent> busy = new ArrayList<>(List.of(
                opened(events, "{}"),
                events.next(
                        "task",
                        "c1~t1",
                        "ann",
                        new TaskEvent.Created(
                                "c1", null, null, "Call", null, List.of(), List.of(), null, null, 0, null))));
        for (int i = 1; i <= 60; i++) {
            for (int draft = 1; draft <= 9; draft++) {
                busy.add(events.next("task", "c1~t1", "ann", new TaskEvent.DraftSaved(json("{\"so\":" + draft + "}"))));
            }
            busy.add(events.next("case", "c1", "ann", new CaseEvent.Moved("s" + (i - 1), "s" + i)));
        }

        List<Noted> notes = happen(busy);

        for (Noted noted : notes) {
            EventEnvelope made = noted.event().envelope();
            assertThat(find("acme", "c1", new AsOf.Version(made.sequence()))).isEqualTo(noted.state());
            assertThat(find("acme", "c1", new AsOf.Moment(made.time()))).isEqualTo(noted.state());
        }
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> find("acme", "c1", new AsOf.Version(notes.size() + 1)));
    }

    @Test
    void a_clock_that_was_set_back_leaves_no_gap() {
        Events events = new Events("acme", 4);
        List<LogEvent> work = new ArrayList<>(
                List.of(opened(events, "{}"), events.next("case", "c1", "ann", new CaseEvent.Moved("a", "b"))));
        events.setClockBack(60);
        work.add(events.next("case", "c1", "ann", new CaseEvent.Moved("b", "c")));
        List<Noted> notes = happen(work);

        assertThat(find("acme", "c1", new AsOf.Moment(Events.START)))
                .isEqualTo(notes.getFirst().state());
        assertThat(find("acme", "c1", new AsOf.Moment(Events.START.plusSeconds(1))))
                .isEqualTo(notes.getLast().state());
    }

    @Test
    void data_comes_back_as_it_was_however_odd_and_however_large() {
        Events events = new Events("acme", 2);
        List<LogEvent> odd = List.of(
                opened(events, "{\"a.b\":{\"$c\":1.50},\"big\":123456789012345678901234567890123456789012345}"),
                events.next("case", "c1", "ann", new CaseEvent.Updated(json("{\"a.b\":null,\"list\":[1,null,{}]}"))),
                events.next("case", "c1", "ann", new CaseEvent.CommentAdded("x1", "y".repeat(40_000), null)),
                events.next("case", "c1", "ann", "docket.case.frozen.v9", "{\"of\":\"the future\"}".getBytes(), null),
                events.next("case", "c1", "ann", new CaseEvent.CommentEdited("x1", "short")),
                events.next("case", "c1", "ann", new CaseEvent.Moved("a", "b")));

        for (Noted noted : happen(odd)) {
            AsOf asOf = new AsOf.Version(noted.event().envelope().sequence());
            assertThat(find("acme", "c1", asOf)).as(asOf.toString()).isEqualTo(noted.state());
        }
    }

    @Test
    void nobody_sees_what_was_not_there_yet_or_never_or_belongs_to_others() {
        Events events = new Events("acme", 2);
        happen(List.of(opened(events, "{}")));

        assertThat(find("acme", "c1", new AsOf.Moment(Events.START)).number("version"))
                .isEqualTo(1);
        for (AsOf asOf : List.of(new AsOf.Moment(Events.START.minusMillis(1)), new AsOf.Version(2))) {
            assertThatExceptionOfType(HttpProblem.class)
                    .isThrownBy(() -> find("acme", "c1", asOf))
                    .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(404));
        }
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> find("globex", "c1", new AsOf.Version(1)))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(404));
    }

    @Test
    void what_the_view_cannot_take_is_passed_over_and_told() {
        Events events = new Events("acme", 2);
        LogEvent odd = events.next("case", "c2", "ann", MOVED, "{\"to\":{}}".getBytes(), null);
        List<LogEvent> work = List.of(
                new LogEvent(odd.envelope(), odd.position(), null, "the data is no " + MOVED),
                opened(events, "{}"),
                events.next("case", "c1", "ann", new CaseEvent.CommentEdited("x1", "short")),
                events.next("case", "c1", "ann", new CaseEvent.Moved("a", "b")));
        new Instance(mongo, NO_HOT_VIEWS, 2).apply(work, BATCH);

        Document past = find("acme", "c1", new AsOf.Version(3));

        assertThat(past.get("stage")).isEqualTo("b");
        assertThat(past.objects("unapplied"))
                .containsExactly(Map.of(
                        "position", "2-2",
                        "type", "docket.case.comment-edited.v1",
                        "version", 2L,
                        "reason", "the case has no comment x1"));
        assertThat(find("acme", "c1", new AsOf.Version(1)).get("unapplied")).isNull();
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> find("acme", "c2", new AsOf.Version(1)))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(404));
    }

    @Test
    void what_an_operator_left_out_is_left_out_of_the_view_and_of_the_past_alike() {
        Events events = new Events("acme", 2);
        List<LogEvent> work = List.of(
                opened(events, "{}"),
                events.next("case", "c1", "ann", new CaseEvent.Moved("a", "b")),
                events.next("case", "c1", "ann", new CaseEvent.Updated(json("{\"so\":1}"))),
                events.next("case", "c2", "ann", new CaseEvent.Opened("permit", 1, "N-2", "P", "a", null, null, null)),
                events.next("case", "c2", "ann", new CaseEvent.Moved("a", "b")));
        leftOut(work.get(1), null);
        leftOut(work.get(3), "c2");
        new Instance(mongo, NO_HOT_VIEWS, 2).apply(work, BATCH);

        Document past = find("acme", "c1", new AsOf.Version(3));

        assertThat(past.objects("unapplied"))
                .extracting(one -> one.get("position"))
                .containsExactly("2-1");
        assertThat(past.copy().set("unapplied", null)).isEqualTo(view("c1").orElseThrow());
        assertThat(past.get("stage")).isEqualTo("a");
        assertThat(view("c2")).isEmpty();
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> find("acme", "c2", new AsOf.Version(2)))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(404));
    }

    private void leftOut(LogEvent event, @Nullable String document) {
        mongo.letters()
                .note(new Eviction(
                        "cases",
                        "acme",
                        event.id(),
                        event.position(),
                        event.envelope().id(),
                        document,
                        "kim",
                        Events.START,
                        "broken"))
                .await()
                .atMost(TIMEOUT);
    }

    private Optional<Document> view(String id) {
        return mongo.documents()
                .find(new DocumentKey("cases", "acme", id))
                .await()
                .atMost(TIMEOUT);
    }

    private Document find(String tenant, String id, AsOf asOf) {
        return pastCases.find(tenant, id, asOf).await().atMost(TIMEOUT);
    }

    /** Puts the events into the views; the states of the cases after each of theirs. */
    private List<Noted> happen(List<LogEvent> events) {
        Map<String, Document> now = new HashMap<>();
        List<Noted> notes = new ArrayList<>();
        for (LogEvent event : events) {
            log.put(event.position(), event);
            if (event.entity().equals("case")) {
                Document state = projector
                        .fold(now.getOrDefault(event.id(), Document.empty()), event)
                        .at(event.position().offset());
                now.put(event.id(), state);
                notes.add(new Noted(event, state));
            }
        }
        int partition = events.getFirst().position().partition();
        assertThat(new Instance(mongo, NO_HOT_VIEWS, partition).apply(events, BATCH))
                .isEqualTo(events.size());
        return notes;
    }

    private static LogEvent opened(Events events, String data) {
        return events.next(
                "case", "c1", "ann", new CaseEvent.Opened("permit", 1, "N-1", "Permit", "a", json(data), null, null));
    }

    private static JsonNode json(String text) {
        return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    }
}
