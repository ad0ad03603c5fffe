package io.docket.projection.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Sortable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskProjectorTest {
    private final Events log = new Events("acme", 0);
    private final TaskProjector projector = new TaskProjector();
    private final Document created = fold(
            Document.empty(),
            new TaskEvent.Created(
                    "c1",
                    null,
                    null,
                    "W_Completeren aanvraag",
                    null,
                    List.of("10609"),
                    List.of("loans", "seniors"),
                    OffsetDateTime.parse("2026-02-01T12:00:00+02:00"),
                    null,
                    50,
                    null));

    @Test
    void a_created_task_is_open_and_waits_for_its_groups() {
        assertThat(created.fields())
                .contains(
                        entry("id", "c1~t1"),
                        entry("caseId", "c1"),
                        entry("name", "W_Completeren aanvraag"),
                        entry("status", "open"),
                        entry("candidateUsers", List.of("10609")),
                        entry("candidateGroups", List.of("loans", "seniors")),
                        entry("due", Instant.parse("2026-02-01T10:00:00Z")),
                        entry("priority", 50L),
                        entry("createdAt", Events.START),
                        entry("version", 1L))
                .doesNotContainKeys("assignee", "processInstanceId", "formKey");
        assertThat(projector.counters(created))
                .containsOnly(
                        entry("stats:tasks", 1L),
                        entry("stats:tasks/open", 1L),
                        entry("stats:events/task", 1L),
                        entry("task-age:2026-01-01", 1L),
                        entry("work:candidate/10609", 1L),
                        entry("work:group/loans", 1L),
                        entry("work:group/seniors", 1L),
                        entry("due:open/loans", 1L),
                        entry("due:open/seniors", 1L),
                        entry("due:unassigned/loans", 1L),
                        entry("due:unassigned/seniors", 1L),
                        entry("due:hour/loans/2026-02-01T10", 1L),
                        entry("due:hour/seniors/2026-02-01T10", 1L));
    }

    @Test
    void a_claimed_task_is_the_assignees_and_no_longer_the_groups() {
        Document claimed = fold(created, new TaskEvent.Claimed("10609"));

        assertThat(claimed.get("assignee")).isEqualTo("10609");
        assertThat(projector.counters(claimed))
                .containsEntry("work:user/10609", 1L)
                .containsEntry("due:open/loans", 1L)
                .doesNotContainKeys("work:group/loans", "work:candidate/10609", "due:unassigned/loans");
    }

    @Test
    void a_released_task_waits_again() {
        Document released = fold(fold(created, new TaskEvent.Claimed("10609")), new TaskEvent.Released("10609"));

        assertThat(released.fields()).doesNotContainKey("assignee");
        assertThat(projector.counters(released)).containsEntry("work:group/loans", 1L);
    }

    @Test
    void an_assigned_task_has_the_assignee_that_was_given_or_none() {
        Document assigned = fold(created, new TaskEvent.Assigned("11000", null));

        assertThat(assigned.get("assignee")).isEqualTo("11000");
        assertThat(fold(assigned, new TaskEvent.Assigned(null, "11000")).get("assignee"))
                .isNull();
    }

    @Test
    void a_completed_task_keeps_its_draft_unless_it_has_a_result() {
        Document draft = fold(created, new TaskEvent.DraftSaved(Json.tree("{\"a\":1}".getBytes())));
        Document completed = fold(draft, new TaskEvent.Completed(null));

        assertThat(completed.fields()).contains(entry("status", "completed"), entry("data", Map.of("a", 1L)));
        assertThat(completed.fields()).containsEntry("endedBy", "demo");
        assertThat(projector.counters(completed))
                .containsOnlyKeys("stats:tasks", "stats:tasks/completed", "stats:events/task");
    }

    @Test
    void a_result_replaces_the_draft() {
        Document draft = fold(created, new TaskEvent.DraftSaved(Json.tree("{\"a\":1}".getBytes())));

        Document completed = fold(draft, new TaskEvent.Completed(Json.tree("{\"b\":2}".getBytes())));

        assertThat(completed.get("data")).isEqualTo(Map.of("b", 2L));
    }

    @Test
    void a_failed_task_is_open_with_its_failure_until_it_can_be_done_again() {
        Document failed = fold(created, new TaskEvent.Failed("unreadable", "the scan is black"));
        Document resumed = fold(failed, new TaskEvent.Resumed());

        assertThat(failed.fields()).containsEntry("status", "open");
        assertThat(failed.object("failure"))
                .contains(
                        entry("errorCode", "unreadable"), entry("message", "the scan is black"), entry("actor", "demo"))
                .containsKey("at");
        assertThat(resumed.get("failure")).isNull();
    }

    @Test
    void a_task_that_was_left_by_an_error_says_by_which() {
        Document failed = fold(created, new TaskEvent.Failed("unreadable", "the scan is black"));

        Document cancelled = fold(failed, new TaskEvent.Cancelled());

        assertThat(cancelled.get("status")).isEqualTo("cancelled");
        assertThat(cancelled.object("failure")).containsEntry("errorCode", "unreadable");
    }

    @Test
    void a_task_that_was_done_after_all_has_no_failure() {
        Document failed = fold(created, new TaskEvent.Failed(null, "the scan is black"));

        assertThat(fold(failed, new TaskEvent.Completed(null)).get("failure")).isNull();
    }

    @Test
    void a_cancelled_task_counts_as_cancelled() {
        assertThat(projector.counters(fold(created, new TaskEvent.Cancelled())))
                .containsEntry("stats:tasks/cancelled", 1L);
    }

    @Test
    void a_task_that_is_not_due_sorts_last() {
        assertThat(projector.queryKeys(created)).containsEntry("due", Instant.parse("2026-02-01T10:00:00Z"));
        assertThat(projector.queryKeys(Document.empty())).containsEntry("due", Sortable.NEVER);
    }

    private Document fold(Document before, TaskEvent event) {
        LogEvent next = log.next("task", "c1~t1", "demo", event);
        return projector.fold(before, next).at(next.position().offset());
    }
}
