package io.docket.projection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.FoldFailure;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.LogScale;
import io.docket.projection.view.Sortable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseProjectorTest {
    private final Events log = new Events("acme", 0);
    private final CaseProjector projector = new CaseProjector();
    private final Document opened =
            fold(Document.empty(), open("{\"amountRequested\":20000,\"offer\":{\"state\":\"NEW\"}}"));

    @Test
    void an_opened_case_is_open_in_its_first_stage_with_nothing_attached() {
        assertThat(opened.fields())
                .contains(
                        entry("id", "c1"),
                        entry("number", "173688"),
                        entry("caseType", "loan-application"),
                        entry("caseTypeVersion", 2L),
                        entry("title", "A loan"),
                        entry("status", "open"),
                        entry("stage", "A_SUBMITTED"),
                        entry("data", Map.of("amountRequested", 20_000L, "offer", Map.of("state", "NEW"))),
                        entry("queue", "loans"),
                        entry("comments", List.of()),
                        entry("files", List.of()),
                        entry("links", List.of()),
                        entry("version", 1L),
                        entry("openedAt", Events.START),
                        entry("updatedAt", Events.START),
                        entry("recordedAt", Events.START))
                .doesNotContainKey("assignee");
    }

    @Test
    void an_update_merges_data_and_null_removes() {
        Document updated = fold(
                opened,
                next(new CaseEvent.Updated(
                        Json.tree("{\"offer\":{\"state\":null,\"id\":\"o1\"},\"x\":[1]}".getBytes()))));

        assertThat(updated.get("data"))
                .isEqualTo(Map.of("amountRequested", 20_000L, "offer", Map.of("id", "o1"), "x", List.of(1L)));
        assertThat(opened.object("data")).containsEntry("offer", Map.of("state", "NEW"));
    }

    @Test
    void moving_assigning_and_ending_change_stage_assignee_and_status() {
        Document moved = fold(opened, next(new CaseEvent.Moved("A_SUBMITTED", "A_ACCEPTED")));
        Document assigned = fold(moved, next(new CaseEvent.Assigned("10609", null)));
        Document closed = fold(assigned, next(new CaseEvent.Closed("approved")));
        Document archived = fold(closed, next(new CaseEvent.Archived()));

        assertThat(moved.get("stage")).isEqualTo("A_ACCEPTED");
        assertThat(assigned.get("assignee")).isEqualTo("10609");
        assertThat(closed.fields()).containsEntry("status", "closed").containsEntry("outcome", "approved");
        assertThat(closed.get("closedAt")).isEqualTo(Events.START.plusSeconds(3));
        assertThat(archived.fields()).containsEntry("status", "archived").containsEntry("version", 5L);
    }

    @Test
    void a_reopened_case_has_no_outcome() {
        Document closed = fold(opened, next(new CaseEvent.Closed("approved")));
        Document reopened = fold(closed, next(new CaseEvent.Reopened()));

        assertThat(reopened.fields()).containsEntry("status", "open").doesNotContainKeys("outcome", "closedAt");
    }

    @Test
    void a_case_given_to_nobody_has_no_assignee() {
        Document assigned = fold(opened, next(new CaseEvent.Assigned("10609", null)));
        Document released = fold(assigned, next(new CaseEvent.Assigned(null, "10609")));

        assertThat(released.fields()).doesNotContainKey("assignee");
    }

    @Test
    void comments_are_kept_in_order_and_edited_in_place() {
        Document first = fold(opened, next(new CaseEvent.CommentAdded("m1", "Hello", null)));
        Document second = fold(first, next(new CaseEvent.CommentAdded("m2", "Answer", "m1")));
        Document edited = fold(second, next(new CaseEvent.CommentEdited("m1", "Hello!")));

        assertThat(edited.objects("comments")).hasSize(2);
        assertThat(edited.objects("comments").getFirst())
                .containsEntry("id", "m1")
                .containsEntry("body", "Hello!")
                .containsEntry("actor", "demo")
                .containsEntry("at", Events.START.plusSeconds(1))
                .containsEntry("editedAt", Events.START.plusSeconds(3));
        assertThat(edited.objects("comments").getLast()).containsEntry("parentId", "m1");
    }

    @Test
    void an_edit_of_an_unknown_comment_does_not_fit() {
        LogEvent edit = next(new CaseEvent.CommentEdited("m9", "Hello!"));

        assertThatExceptionOfType(FoldFailure.class)
                .isThrownBy(() -> projector.fold(opened, edit))
                .withMessageContaining("m9");
    }

    @Test
    void files_come_and_go_and_links_stay() {
        Document attached = fold(opened, next(new CaseEvent.FileAttached("f1", "a.pdf", "application/pdf", 9, "ab")));
        Document linked = fold(attached, next(new CaseEvent.Linked("c2", "duplicate")));
        Document detached = fold(linked, next(new CaseEvent.FileDetached("f1")));

        assertThat(attached.objects("files").getFirst())
                .containsEntry("id", "f1")
                .containsEntry("name", "a.pdf")
                .containsEntry("size", 9L)
                .containsEntry("sha256", "ab");
        assertThat(detached.list("files")).isEmpty();
        assertThat(detached.objects("links").getFirst())
                .containsEntry("caseId", "c2")
                .containsEntry("relation", "duplicate");
    }

    @Test
    void an_event_that_is_in_the_document_changes_nothing() {
        LogEvent move = next(new CaseEvent.Moved("A_SUBMITTED", "A_ACCEPTED"));
        Document moved = fold(opened, move);

        assertThat(projector.fold(moved, move)).isSameAs(moved);
    }

    @Test
    void an_event_after_a_missing_one_does_not_fit() {
        next(new CaseEvent.Moved("A_SUBMITTED", "A_ACCEPTED"));
        LogEvent third = next(new CaseEvent.Archived());

        assertThatExceptionOfType(FoldFailure.class)
                .isThrownBy(() -> projector.fold(opened, third))
                .withMessageContaining("version 3 came where 2 was expected");
    }

    @Test
    void an_unknown_event_only_moves_the_version() {
        Document after = fold(opened, log.next("case", "c1", "demo", "docket.case.frozen.v1", "{}".getBytes(), null));

        assertThat(after.fields()).containsEntry("version", 2L).containsEntry("status", "open");
    }

    @Test
    void a_case_counts_for_its_type_stage_and_status() {
        assertThat(projector.counters(opened))
                .containsOnly(
                        entry("stats:cases", 1L),
                        entry("stats:cases/open", 1L),
                        entry("stats:type/loan-application", 1L),
                        entry("stats:type/loan-application/stage/A_SUBMITTED", 1L),
                        entry("stats:type/loan-application/status/open", 1L),
                        entry(Counter.stat("events", "case"), 1L),
                        entry("flow-2026-01:opened/2026-01-01/loan-application", 1L),
                        entry("age:loan-application/2026-01-01", 1L));
    }

    @Test
    void a_closed_case_counts_for_the_day_it_was_closed_and_for_how_long_it_took() {
        Document closed = fold(opened, next(new CaseEvent.Closed("approved")));

        assertThat(projector.counters(closed))
                .containsEntry("flow-2026-01:closed/2026-01-01/loan-application", 1L)
                .containsEntry("lead:millis/loan-application", 1_000L)
                .containsEntry("lead:bucket/loan-application/" + LogScale.bucket(1_000), 1L)
                .containsEntry("lead:stage/loan-application/A_SUBMITTED/visits", 1L)
                .containsEntry("lead:stage/loan-application/A_SUBMITTED/millis", 1_000L)
                .doesNotContainKey("age:loan-application/2026-01-01");
    }

    @Test
    void stages_count_when_the_case_is_closed_and_no_more_when_it_is_opened_again() {
        Document moved = fold(opened, next(new CaseEvent.Moved("A_SUBMITTED", "A_ACCEPTED")));
        Document closed = fold(moved, next(new CaseEvent.Closed("approved")));
        Document reopened = fold(closed, next(new CaseEvent.Reopened()));

        assertThat(projector.counters(moved).keySet()).noneMatch(counter -> counter.startsWith("lead:"));
        assertThat(projector.counters(closed)).containsKey("lead:stage/loan-application/A_ACCEPTED/visits");
        assertThat(projector.counters(reopened).keySet()).noneMatch(counter -> counter.startsWith("lead:"));
    }

    @Test
    void what_is_counted_is_made_of_the_counted_fields_alone() {
        Document closed = fold(opened, next(new CaseEvent.Closed("approved")));
        Document counted = Document.empty();
        projector.countedFields().forEach(field -> counted.set(field, closed.get(field)));

        assertThat(projector.counters(counted)).isEqualTo(projector.counters(closed));
    }

    @Test
    void words_of_number_title_data_and_comments_are_searched_the_newest_comment_first() {
        Document commented = fold(
                fold(opened, next(new CaseEvent.CommentAdded("m1", "First thought", null))),
                next(new CaseEvent.CommentAdded("m2", "Second", null)));

        assertThat(projector.queryKeys(commented))
                .containsEntry("words", List.of("173688", "a", "loan", "20000", "new", "second", "first", "thought"));
    }

    @Test
    void what_a_case_does_not_have_gets_a_place_in_every_order() {
        assertThat(projector.queryKeys(opened))
                .containsEntry("assignee", "")
                .containsEntry("queue", "loans")
                .containsEntry("outcome", "")
                .containsEntry("title", "a loan")
                .containsEntry("closed", Sortable.NEVER);
    }

    @Test
    void the_time_in_a_stage_counts_while_the_case_is_open() {
        Document moved = fold(opened, next(new CaseEvent.Moved("A_SUBMITTED", "A_ACCEPTED")));
        Document closed = fold(moved, next(new CaseEvent.Closed(null)));
        next(new CaseEvent.Archived());
        Document reopened = fold(closed.copy().set("version", 4L), next(new CaseEvent.Reopened()));
        Document back = fold(reopened, next(new CaseEvent.Moved("A_ACCEPTED", "A_SUBMITTED")));

        assertThat(opened.get("stageSince")).isEqualTo(Events.START);
        assertThat(closed.get("stageSince")).isNull();
        assertThat(closed.get("stageTimes"))
                .isEqualTo(Map.of(
                        "A_SUBMITTED", Map.of("visits", 1L, "millis", 1_000L),
                        "A_ACCEPTED", Map.of("visits", 1L, "millis", 1_000L)));
        assertThat(back.object("stageTimes").get("A_ACCEPTED")).isEqualTo(Map.of("visits", 2L, "millis", 2_000L));
        assertThat(back.get("stageSince")).isEqualTo(Events.START.plusSeconds(5));
    }

    private LogEvent open(String data) {
        return next(new CaseEvent.Opened(
                "loan-application", 2, "173688", "A loan", "A_SUBMITTED", Json.tree(data.getBytes()), "loans", null));
    }

    private LogEvent next(CaseEvent event) {
        return log.next("case", "c1", "demo", event);
    }

    private Document fold(Document before, LogEvent event) {
        return projector.fold(before, event).at(event.position().offset());
    }
}
