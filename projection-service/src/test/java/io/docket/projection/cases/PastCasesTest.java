package io.docket.projection.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.deadletter.Eviction;
import io.docket.projection.deadletter.LeftOut;
import io.docket.projection.timeline.MemoryTimelines;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PastCasesTest {
    private final Events log = new Events("acme", 3);

    @Test
    void an_event_that_does_not_fit_is_passed_over_and_told() {
        List<LogEvent> events = List.of(
                opened(),
                happens(new CaseEvent.CommentEdited("x1", "Hello")),
                happens(new CaseEvent.Moved("a", "b")),
                unreadable(),
                happens(new CaseEvent.Moved("b", "c")));
        Map<String, Object> second = Map.of(
                "position", "3-1",
                "type", "docket.case.comment-edited.v1",
                "version", 2L,
                "reason", "the case has no comment x1");

        assertThat(find(events, 1).get("unapplied")).isNull();
        assertThat(find(events, 2).objects("unapplied")).containsExactly(second);
        assertThat(find(events, 3).get("stage")).isEqualTo("b");
        assertThat(find(events, 3).objects("unapplied")).containsExactly(second);
        assertThat(find(events, 4).number("version")).isEqualTo(4);
        assertThat(find(events, 5).get("stage")).isEqualTo("c");
        assertThat(find(events, 5).objects("unapplied"))
                .extracting(one -> one.get("position"))
                .containsExactly("3-1", "3-3");
    }

    @Test
    void the_version_that_is_missing_before_an_event_is_told() {
        LogEvent opened = opened();
        happens(new CaseEvent.Moved("a", "b"));
        List<LogEvent> events =
                List.of(opened, happens(new CaseEvent.Moved("b", "c")), happens(new CaseEvent.Moved("c", "d")));

        Document past = find(events, 4);

        assertThat(past.get("stage")).isEqualTo("d");
        assertThat(past.objects("unapplied"))
                .extracting(one -> one.get("reason"))
                .containsExactly("version 3 came where 2 was expected");
    }

    @Test
    void of_a_case_that_cannot_be_without_its_first_event_it_is_said_that_it_was_there() {
        List<LogEvent> events = List.of(unreadable(), happens(new CaseEvent.Moved("a", "b")));

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> find(events, 2))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(404))
                .satisfies(problem -> assertThat(problem.getDetail())
                        .contains("cannot be shown", "the data is no docket.case.moved.v1"));
    }

    @Test
    void what_an_operator_left_out_of_the_view_is_left_out_of_the_past() {
        List<LogEvent> events = List.of(
                opened(),
                happens(new CaseEvent.Moved("a", "b")),
                happens(new CaseEvent.Moved("b", "c")),
                happens(new CaseEvent.Closed("done")));
        LeftOut leftOut = new LeftOut(List.of(evicted(events.get(2), null)));

        assertThat(find(events, 2, leftOut).get("stage")).isEqualTo("b");
        assertThat(find(events, 2, leftOut).get("unapplied")).isNull();
        assertThat(find(events, 3, leftOut).get("stage")).isEqualTo("b");
        assertThat(find(events, 4, leftOut).get("status")).isEqualTo("closed");
        assertThat(find(events, 4, leftOut).objects("unapplied"))
                .containsExactly(Map.of(
                        "position", "3-2",
                        "type", "docket.case.moved.v1",
                        "version", 3L,
                        "reason", "left out by kim: broken"));
    }

    @Test
    void a_case_that_is_left_out_as_a_whole_cannot_be_shown_and_it_is_said_who_decided() {
        List<LogEvent> events = List.of(opened(), happens(new CaseEvent.Moved("a", "b")));
        LeftOut leftOut = new LeftOut(List.of(evicted(events.getFirst(), "c1")));

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> find(events, 2, leftOut))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(404))
                .satisfies(problem ->
                        assertThat(problem.getDetail()).contains("cannot be shown", "left out by kim: broken"));
    }

    private static Eviction evicted(LogEvent event, @Nullable String document) {
        return new Eviction(
                "cases",
                "acme",
                "c1",
                event.position(),
                event.envelope().id(),
                document,
                "kim",
                Events.START,
                "broken");
    }

    private static Document find(List<LogEvent> events, long version) {
        return find(events, version, new LeftOut());
    }

    private static Document find(List<LogEvent> events, long version, LeftOut leftOut) {
        return new PastCases(
                        MemoryTimelines.of(events).events(),
                        new CaseProjector(),
                        (tenant, root) -> Uni.createFrom().item(leftOut))
                .find("acme", "c1", new AsOf.Version(version))
                .await()
                .indefinitely();
    }

    private LogEvent opened() {
        return happens(
                new CaseEvent.Opened("permit", 1, "N-1", null, "a", Json.tree("{}".getBytes(UTF_8)), null, null));
    }

    private LogEvent happens(CaseEvent event) {
        return log.next("case", "c1", "ann", event);
    }

    private LogEvent unreadable() {
        return log.next("case", "c1", "ann", "docket.case.moved.v1", "{\"to\":{}}".getBytes(UTF_8), null);
    }
}
