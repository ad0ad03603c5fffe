package io.docket.command.task;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.casework.CaseState;
import io.docket.command.support.RecordingInterimData;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.TaskEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskDecisionsTest {
    private static final String ID = "{\"taskId\":\"T\"}";
    private static final Set<String> WORKER = Set.of("case-worker");
    private static final Set<String> MANAGER = Set.of("case-manager");
    private static final Set<String> ENGINE = Set.of("engine");

    private static TaskEvent created(@Nullable String assignee, List<String> users, List<String> groups) {
        return new TaskEvent.Created(null, null, null, "t", assignee, users, groups, null, null, 50, null);
    }

    private static Scenario freeTask() {
        return Scenario.start().given(TaskState.KIND, "T", created(null, List.of(), List.of()));
    }

    private static Scenario taskOf(String assignee) {
        return Scenario.start().given(TaskState.KIND, "T", created(assignee, List.of(), List.of()));
    }

    private static Scenario offeredTask() {
        return Scenario.start().given(TaskState.KIND, "T", created(null, List.of("bob"), List.of("desk")));
    }

    private static Scenario engineTask(TaskEvent... events) {
        return Scenario.start()
                .given(
                        TaskState.KIND,
                        "T",
                        new TaskEvent.Created(null, "P", "7", "t", "ann", List.of(), List.of(), null, null, 50, null))
                .given(TaskState.KIND, "T", events);
    }

    private static Scenario withCase() {
        return Scenario.start()
                .given(
                        CaseState.KIND,
                        "K1",
                        new CaseEvent.Opened("loan", 1, "K1", null, "draft", json("{}"), null, null));
    }

    private static Scenario closedCase() {
        return withCase().given(CaseState.KIND, "K1", new CaseEvent.Closed(null));
    }

    @Test
    void a_task_gets_defaults() {
        assertThat(Scenario.start().when("create-task", "{\"name\":\"t\"}"))
                .containsExactly(created(null, List.of(), List.of()));
    }

    @Test
    void a_task_of_a_case_may_have_a_chosen_id() {
        assertThat(withCase().when("create-task", "{\"caseId\":\"K1\",\"taskId\":\"K1~a\",\"name\":\"t\"}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"caseId\":\"K1\",\"taskId\":\"K2~a\",\"name\":\"t\"}",
                "{\"caseId\":\"K1\",\"taskId\":\"K1\",\"name\":\"t\"}",
                "{\"taskId\":\"K1~a\",\"name\":\"t\"}",
            })
    void an_id_that_does_not_fit_the_case_is_refused(String payload) {
        assertThat(withCase().refusalWhen("create-task", payload).errors())
                .singleElement()
                .extracting(error -> error.pointer())
                .isEqualTo("/taskId");
    }

    @Test
    void only_the_engine_makes_tasks_of_a_process() {
        String payload = "{\"name\":\"t\",\"processInstanceId\":\"P\",\"taskId\":\"P~1\",\"engineKey\":\"7\"}";

        assertThat(Scenario.start()
                        .by("demo", MANAGER, Set.of())
                        .refusalWhen("create-task", payload)
                        .status())
                .isEqualTo(403);
        assertThat(Scenario.start().by("bridge", ENGINE, Set.of()).when("create-task", payload))
                .hasSize(1);
    }

    @Test
    void what_the_engine_has_made_is_a_task_also_where_its_case_is_over() {
        String payload = "{\"caseId\":\"K1\",\"name\":\"t\",\"processInstanceId\":\"K1~p-1\",\"taskId\":\"K1~ut-7\"}";

        assertThat(closedCase().by("bridge", ENGINE, Set.of()).when("create-task", payload))
                .hasSize(1);
        assertThat(closedCase()
                        .given(CaseState.KIND, "K1", new CaseEvent.Archived())
                        .by("bridge", ENGINE, Set.of())
                        .when("create-task", payload))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"case-manager", "engine"})
    void what_people_and_jobs_ask_for_needs_an_open_case(String role) {
        assertThat(closedCase()
                        .by("eve", Set.of(role), Set.of())
                        .refusalWhen("create-task", "{\"caseId\":\"K1\",\"name\":\"t\"}")
                        .reason())
                .isEqualTo("case-closed");
    }

    @Test
    void a_free_task_can_be_claimed() {
        assertThat(freeTask().when("claim-task", ID)).containsExactly(new TaskEvent.Claimed("ann"));
    }

    @Test
    void claiming_ones_own_task_changes_nothing() {
        assertThat(taskOf("ann").when("claim-task", ID)).isEmpty();
    }

    @Test
    void a_task_of_another_cannot_be_claimed() {
        assertThat(taskOf("bob").refusalWhen("claim-task", ID).reason()).isEqualTo("already-claimed");
    }

    @Test
    void an_offered_task_is_for_its_candidates_and_for_managers() {
        assertThat(offeredTask().by("bob", WORKER, Set.of()).when("claim-task", ID))
                .hasSize(1);
        assertThat(offeredTask().by("eve", WORKER, Set.of("desk")).when("claim-task", ID))
                .hasSize(1);
        assertThat(offeredTask().by("eve", MANAGER, Set.of()).when("claim-task", ID))
                .hasSize(1);
        assertThat(offeredTask()
                        .by("eve", WORKER, Set.of("hall"))
                        .refusalWhen("claim-task", ID)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_assignee_or_a_manager_releases_a_task() {
        assertThat(taskOf("ann").when("release-task", ID)).containsExactly(new TaskEvent.Released("ann"));
        assertThat(taskOf("ann").by("eve", MANAGER, Set.of()).when("release-task", ID))
                .hasSize(1);
        assertThat(taskOf("ann")
                        .by("eve", WORKER, Set.of())
                        .refusalWhen("release-task", ID)
                        .status())
                .isEqualTo(403);
        assertThat(freeTask().refusalWhen("release-task", ID).reason()).isEqualTo("not-claimed");
    }

    @Test
    void an_assignment_names_the_former_assignee() {
        assertThat(taskOf("ann").when("assign-task", "{\"taskId\":\"T\",\"assignee\":\"bob\"}"))
                .containsExactly(new TaskEvent.Assigned("bob", "ann"));
        assertThat(taskOf("bob").when("assign-task", "{\"taskId\":\"T\",\"assignee\":\"bob\"}"))
                .isEmpty();
    }

    @Test
    void the_assignee_drafts_and_completes() {
        assertThat(taskOf("ann").when("save-task-draft", "{\"taskId\":\"T\",\"data\":{\"a\":1}}"))
                .containsExactly(new TaskEvent.DraftSaved(json("{\"a\":1}")));
        assertThat(taskOf("ann").when("complete-task", "{\"taskId\":\"T\",\"data\":{\"a\":1}}"))
                .containsExactly(new TaskEvent.Completed(json("{\"a\":1}")));
    }

    @Test
    void a_form_in_a_completion_must_be_what_was_brought_for_the_task() {
        InterimRef known = new InterimRef("bpm-form-submissions:process/K~p/task/review", "ab".repeat(32), null);
        RecordingInterimData interim = new RecordingInterimData(known);
        Scenario task = Scenario.with(interim).given(TaskState.KIND, "T", created("ann", List.of(), List.of()));

        String completion = "{\"taskId\":\"T\",\"form\":{\"key\":\"%s\",\"sha256\":\"%s\"}}";
        String right = completion.formatted(known.key(), known.sha256());
        String wrong = completion.formatted(known.key(), "cd".repeat(32));

        assertThat(task.refusalWhen("complete-task", wrong).status()).isEqualTo(422);
        assertThat(task.when("complete-task", right)).containsExactly(new TaskEvent.Completed(null, known));
        assertThat(interim.asked()).containsExactly("COMPLETE_TASK T", "COMPLETE_TASK T");
    }

    @Test
    void only_a_completion_with_a_form_needs_interim_data() {
        String form = "{\"taskId\":\"T\",\"form\":{\"key\":\"bpm-x\",\"sha256\":\"%s\"}}".formatted("ab".repeat(32));

        assertThat(taskOf("ann").refusalWhen("complete-task", form).status()).isEqualTo(503);
        assertThat(taskOf("ann").when("complete-task", ID)).hasSize(1);
    }

    @Test
    void a_task_must_be_claimed_before_it_is_completed_except_by_the_engine() {
        assertThat(freeTask().refusalWhen("complete-task", ID).reason()).isEqualTo("not-claimed");
        assertThat(freeTask().by("bridge", ENGINE, Set.of()).when("complete-task", ID))
                .containsExactly(new TaskEvent.Completed(null));
    }

    @Test
    void only_the_assignee_or_a_manager_completes() {
        assertThat(taskOf("bob").refusalWhen("complete-task", ID).status()).isEqualTo(403);
        assertThat(taskOf("bob").by("eve", MANAGER, Set.of()).when("complete-task", ID))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claim-task|{\"taskId\":\"T\"}",
                "release-task|{\"taskId\":\"T\"}",
                "assign-task|{\"taskId\":\"T\",\"assignee\":\"bob\"}",
                "save-task-draft|{\"taskId\":\"T\",\"data\":{}}",
                "complete-task|{\"taskId\":\"T\"}",
                "cancel-task|{\"taskId\":\"T\"}",
            })
    void an_ended_task_refuses_everything(String type, String payload) {
        Scenario completed = taskOf("ann").given(TaskState.KIND, "T", new TaskEvent.Completed(null));
        Scenario cancelled = taskOf("ann").given(TaskState.KIND, "T", new TaskEvent.Cancelled());

        assertThat(completed.refusalWhen(type, payload).reason()).isEqualTo("task-completed");
        assertThat(cancelled.refusalWhen(type, payload).reason()).isEqualTo("task-cancelled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "assign-task|{\"taskId\":\"T\",\"assignee\":\"bob\"}",
                "assign-task|{\"taskId\":\"T\",\"assignee\":null}",
                "complete-task|{\"taskId\":\"T\"}",
                "cancel-task|{\"taskId\":\"T\"}",
            })
    void what_the_engine_still_tells_of_a_task_of_its_own_that_is_over_changes_nothing(String type, String payload) {
        for (TaskEvent end : List.of(new TaskEvent.Completed(null), new TaskEvent.Cancelled())) {
            assertThat(engineTask(end).by("bridge", ENGINE, Set.of()).when(type, payload))
                    .isEmpty();
            assertThat(taskOf("ann")
                            .given(TaskState.KIND, "T", end)
                            .by("bridge", ENGINE, Set.of())
                            .refusalWhen(type, payload)
                            .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void a_result_for_a_task_that_is_over_is_refused_whoever_brings_it() {
        assertThat(engineTask(new TaskEvent.Completed(null))
                        .by("bridge", ENGINE, Set.of())
                        .refusalWhen("complete-task", "{\"taskId\":\"T\",\"data\":{\"a\":1}}")
                        .reason())
                .isEqualTo("task-completed");
    }

    @Test
    void an_unknown_task_is_not_found() {
        assertThat(Scenario.start().refusalWhen("claim-task", ID).status()).isEqualTo(404);
    }
}
