package io.docket.projection.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.deadletter.Eviction;
import io.docket.projection.deadletter.LeftOut;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.view.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final Events log = new Events("acme", 3);
    private final Changes changes =
            new Changes(List.of(new CaseProjector(), new TimelineProjector(), new TaskProjector()));

    @Test
    void each_event_is_told_with_the_fields_that_it_changed_from_what_to_what() {
        List<LogEvent> events = List.of(
                opened("{\"amount\":5,\"person\":{\"name\":\"Ann\",\"city\":\"Bonn\"}}"),
                updated("{\"amount\":6,\"person\":{\"city\":null,\"zip\":\"1\"},\"tags\":[\"a\"]}"),
                log.next("case", "c1", "bob", new CaseEvent.Moved("a", "b")),
                updated("{\"amount\":6}"));

        List<List<Map<String, Object>>> told = told(events);

        assertThat(told.get(0))
                .contains(
                        Map.of("field", "stage", "to", "a"),
                        Map.of("field", "data.amount", "to", 5L),
                        Map.of("field", "data.person.name", "to", "Ann"));
        assertThat(told.get(1))
                .containsExactly(
                        Map.of("field", "data.amount", "from", 5L, "to", 6L),
                        Map.of("field", "data.person.city", "from", "Bonn"),
                        Map.of("field", "data.person.zip", "to", "1"),
                        Map.of("field", "data.tags", "to", List.of("a")));
        assertThat(told.get(2)).containsExactly(Map.of("field", "stage", "from", "a", "to", "b"));
        assertThat(told.get(3)).isEmpty();
    }

    @Test
    void an_object_or_a_list_without_anything_in_it_is_told_as_a_whole_where_it_comes_and_goes() {
        List<LogEvent> events = List.of(
                opened("{\"amount\":5}"),
                updated("{\"o\":{},\"list\":[],\"deep\":{\"o\":{}}}"),
                updated("{\"o\":null,\"list\":null,\"deep\":{\"o\":null}}"),
                updated("{\"amount\":{}}"),
                updated("{\"amount\":7}"),
                updated("{\"amount\":{\"net\":6}}"));

        List<List<Map<String, Object>>> told = told(events);

        assertThat(told.get(1))
                .containsExactlyInAnyOrder(
                        Map.of("field", "data.o", "to", Map.of()),
                        Map.of("field", "data.list", "to", List.of()),
                        Map.of("field", "data.deep.o", "to", Map.of()));
        assertThat(told.get(2))
                .containsExactlyInAnyOrder(
                        Map.of("field", "data.o", "from", Map.of()),
                        Map.of("field", "data.list", "from", List.of()),
                        Map.of("field", "data.deep.o", "from", Map.of()));
        assertThat(told.get(3)).containsExactly(Map.of("field", "data.amount", "from", 5L, "to", Map.of()));
        assertThat(told.get(4)).containsExactly(Map.of("field", "data.amount", "from", Map.of(), "to", 7L));
        assertThat(told.get(5)).containsExactly(Map.of("field", "data.amount", "from", 7L, "to", Map.of("net", 6L)));
    }

    @Test
    void entities_of_one_case_are_told_apart_and_unknown_ones_change_nothing() {
        List<LogEvent> events = List.of(
                opened("{}"),
                task("t1"),
                task("t2"),
                log.next("task", "c1~t2", "bob", new TaskEvent.Claimed("bob")),
                log.next(
                        "report",
                        "c1~r1",
                        "ann",
                        "docket.report.made.v1",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        null));

        List<List<Map<String, Object>>> told = told(events);

        assertThat(told.get(2)).contains(Map.of("field", "name", "to", "t2"));
        assertThat(told.get(3)).containsExactly(Map.of("field", "assignee", "to", "bob"));
        assertThat(told.get(4)).isEmpty();
    }

    @Test
    void comments_files_and_links_are_told_one_by_one() {
        List<LogEvent> events = List.of(
                opened("{}"),
                happens(new CaseEvent.CommentAdded("x1", "Helo", null)),
                happens(new CaseEvent.CommentAdded("x2", "Hello", null)),
                happens(new CaseEvent.CommentEdited("x1", "Hello")),
                happens(new CaseEvent.FileAttached("f1", "a.pdf", "application/pdf", 1, "00")),
                happens(new CaseEvent.FileDetached("f1")),
                happens(new CaseEvent.Linked("c2", "duplicate")));
        Map<String, Object> file = Map.of(
                "id", "f1",
                "name", "a.pdf",
                "contentType", "application/pdf",
                "size", 1L,
                "sha256", "00",
                "actor", "ann",
                "at", Events.START.plusSeconds(4));
        Map<String, Object> link =
                Map.of("caseId", "c2", "relation", "duplicate", "actor", "ann", "at", Events.START.plusSeconds(6));

        List<List<Map<String, Object>>> told = told(events);

        assertThat(told.get(0)).extracting("field").doesNotContain("comments", "files", "links");
        assertThat(told.get(1))
                .containsExactly(Map.of(
                        "field",
                        "comments.x1",
                        "to",
                        Map.of("id", "x1", "body", "Helo", "actor", "ann", "at", Events.START.plusSeconds(1))));
        assertThat(told.get(2)).extracting("field").containsExactly("comments.x2");
        assertThat(told.get(3))
                .containsExactly(
                        Map.of("field", "comments.x1.body", "from", "Helo", "to", "Hello"),
                        Map.of("field", "comments.x1.editedAt", "to", Events.START.plusSeconds(3)));
        assertThat(told.get(4)).containsExactly(Map.of("field", "files.f1", "to", file));
        assertThat(told.get(5)).containsExactly(Map.of("field", "files.f1", "from", file));
        assertThat(told.get(6)).containsExactly(Map.of("field", "links.c2.duplicate", "to", link));
    }

    @Test
    void elements_that_names_do_not_tell_apart_are_told_as_a_whole() {
        List<LogEvent> events = List.of(
                opened("{\"parts\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"),
                updated("{\"parts\":[{\"id\":\"b\"},{\"id\":\"a\"}]}"),
                happens(new CaseEvent.Linked("c2", "duplicate")),
                happens(new CaseEvent.Linked("c2", "duplicate")));

        List<List<Map<String, Object>>> told = told(events);

        assertThat(told.get(1))
                .containsExactly(Map.of(
                        "field",
                        "data.parts",
                        "from",
                        List.of(Map.of("id", "a"), Map.of("id", "b")),
                        "to",
                        List.of(Map.of("id", "b"), Map.of("id", "a"))));
        assertThat(told.get(3)).extracting("field").containsExactly("links");
    }

    @Test
    void an_event_that_does_not_fit_changes_nothing_says_why_and_holds_nobody_up() {
        log.next("case", "c2", "ann", new CaseEvent.Moved("a", "b"));
        List<LogEvent> events = List.of(
                opened("{}"),
                happens(new CaseEvent.CommentEdited("x1", "Hello")),
                unreadable("c1"),
                happens(new CaseEvent.Moved("a", "b")),
                log.next("case", "c2", "ann", new CaseEvent.Moved("b", "c")),
                log.next("case", "c2", "ann", new CaseEvent.Moved("c", "d")));

        List<Changes.Told> told = told(events, new LeftOut());

        assertThat(told)
                .extracting(Changes.Told::unapplied)
                .containsExactly(
                        null,
                        "the case has no comment x1",
                        "the data is no docket.case.moved.v1: odd",
                        null,
                        "version 2 came where 1 was expected",
                        "version 3 came where 1 was expected");
        assertThat(told.get(3).changes()).containsExactly(Map.of("field", "stage", "from", "a", "to", "b"));
        assertThat(told)
                .filteredOn(one -> one.unapplied() != null)
                .allSatisfy(one -> assertThat(one.changes()).isEmpty());
    }

    @Test
    void what_an_operator_left_out_of_a_view_changes_nothing_although_it_can_be_applied() {
        List<LogEvent> events = List.of(
                opened("{}"),
                happens(new CaseEvent.Moved("a", "b")),
                task("t1"),
                happens(new CaseEvent.Moved("b", "c")));
        LeftOut leftOut = new LeftOut(List.of(
                evicted("cases", events.get(1), null),
                evicted("timelines", events.get(3), null),
                evicted("tasks", events.get(2), "c1~t1")));

        List<Changes.Told> told = told(events, leftOut);

        assertThat(told)
                .extracting(Changes.Told::unapplied)
                .containsExactly(null, "left out by kim: broken", "left out by kim: broken", null);
        assertThat(told.get(1).changes()).isEmpty();
        assertThat(told.get(2).changes()).isEmpty();
        assertThat(told.get(3).changes()).containsExactly(Map.of("field", "stage", "from", "a", "to", "c"));
    }

    private static Eviction evicted(String view, LogEvent event, String document) {
        return new Eviction(
                view, "acme", "c1", event.position(), event.envelope().id(), document, "kim", Events.START, "broken");
    }

    private List<List<Map<String, Object>>> told(List<LogEvent> events) {
        return told(events, new LeftOut()).stream().map(Changes.Told::changes).toList();
    }

    private List<Changes.Told> told(List<LogEvent> events, LeftOut leftOut) {
        Changes.Course course = changes.course(leftOut);
        return events.stream().map(course::told).toList();
    }

    private LogEvent happens(CaseEvent event) {
        return log.next("case", "c1", "ann", event);
    }

    private LogEvent unreadable(String id) {
        LogEvent event = log.next("case", id, "ann", new CaseEvent.Moved("a", "b"));
        return new LogEvent(event.envelope(), event.position(), null, "the data is no docket.case.moved.v1: odd");
    }

    private LogEvent task(String name) {
        return log.next(
                "task",
                "c1~" + name,
                "ann",
                new TaskEvent.Created("c1", null, null, name, null, List.of(), List.of(), null, null, 0, null));
    }

    private LogEvent opened(String data) {
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
                        Json.tree(data.getBytes(StandardCharsets.UTF_8)),
                        null,
                        null));
    }

    private LogEvent updated(String patch) {
        return happens(new CaseEvent.Updated(Json.tree(patch.getBytes(StandardCharsets.UTF_8))));
    }
}
