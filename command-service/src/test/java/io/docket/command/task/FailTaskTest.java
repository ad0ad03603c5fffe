package io.docket.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.process.ProcessState;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ProcessEvent.IncidentRaised;
import io.docket.contracts.event.ProcessEvent.IncidentResolved;
import io.docket.contracts.event.TaskEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailTaskTest {
    private static final String JOB_TASK = "K~jt-6";
    private static final String NATIVE_TASK = "K~ut-6";
    private static final String PROCESS = "K~p-1";
    private static final Set<String> ENGINE = Set.of("engine");
    private static final TaskEvent FAILED = new TaskEvent.Failed(null, "unreadable");
    private static final IncidentRaised RAISED =
            new IncidentRaised("9", "job-no-retries", "unreadable", "review", "5", "6", null);
    private static final String RESOLVED =
            "{\"processInstanceId\":\"K~p-1\",\"incidentId\":\"9\",\"state\":\"resolved\"}";

    private static Scenario task(String id, TaskEvent... events) {
        return Scenario.start()
                .given(
                        TaskState.KIND,
                        id,
                        new TaskEvent.Created(
                                "K", PROCESS, "6", "t", "ann", List.of(), List.of(), null, null, 50, null))
                .given(TaskState.KIND, id, events);
    }

    private static Scenario inProcess(TaskEvent... events) {
        return task(JOB_TASK, events)
                .given(
                        ProcessState.KIND,
                        PROCESS,
                        new ProcessEvent.Requested("K", "approval", null),
                        new ProcessEvent.Started("7", 2),
                        RAISED);
    }

    private static String fail(String id, String rest) {
        return "{\"taskId\":\"" + id + "\",\"message\":\"unreadable\"" + rest + "}";
    }

    @Test
    void a_task_with_a_job_behind_it_fails_with_a_message_and_may_be_with_an_error() {
        assertThat(task(JOB_TASK).when("fail-task", fail(JOB_TASK, ""))).containsExactly(FAILED);
        assertThat(task(JOB_TASK).when("fail-task", fail(JOB_TASK, ",\"errorCode\":\"refused\"")))
                .containsExactly(new TaskEvent.Failed("refused", "unreadable"));
        assertThat(task(JOB_TASK)
                        .refusalWhen("fail-task", "{\"taskId\":\"" + JOB_TASK + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_native_task_is_refused_with_the_reason() {
        assertThat(task(NATIVE_TASK).refusalWhen("fail-task", fail(NATIVE_TASK, "")))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(409);
                    assertThat(refusal.reason()).isEqualTo("native-user-task");
                    assertThat(refusal.detail()).contains("outcome");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"K~t-1", JOB_TASK})
    void a_task_that_no_process_made_is_refused_however_it_is_called(String id) {
        Scenario adHoc = Scenario.start()
                .given(
                        TaskState.KIND,
                        id,
                        new TaskEvent.Created("K", null, null, "t", "ann", List.of(), List.of(), null, null, 50, null));

        assertThat(adHoc.refusalWhen("fail-task", fail(id, "")).reason()).isEqualTo("task-without-process");
    }

    @Test
    void only_the_assignee_or_a_manager_says_so() {
        assertThat(task(JOB_TASK)
                        .by("eve", Set.of("case-worker"), Set.of())
                        .refusalWhen("fail-task", fail(JOB_TASK, ""))
                        .status())
                .isEqualTo(403);
        assertThat(task(JOB_TASK).by("eve", Set.of("case-manager"), Set.of()).when("fail-task", fail(JOB_TASK, "")))
                .hasSize(1);
        assertThat(task(JOB_TASK, new TaskEvent.Released("ann"))
                        .refusalWhen("fail-task", fail(JOB_TASK, ""))
                        .reason())
                .isEqualTo("not-claimed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claim-task|",
                "release-task|",
                "save-task-draft|,\"data\":{}",
                "complete-task|",
                "fail-task|,\"message\":\"again\"",
            })
    void a_failed_task_refuses_work_until_its_incident_is_over(String type, String rest) {
        String payload = "{\"taskId\":\"" + JOB_TASK + "\"" + (rest == null ? "" : rest) + "}";

        assertThat(task(JOB_TASK, FAILED).refusalWhen(type, payload).reason()).isEqualTo("task-failed");
    }

    @Test
    void a_failed_task_can_be_given_to_somebody_else_and_be_ended() {
        String id = "{\"taskId\":\"" + JOB_TASK + "\"";
        Set<String> manager = Set.of("case-manager");

        assertThat(task(JOB_TASK, FAILED)
                        .by("eve", manager, Set.of())
                        .when("assign-task", id + ",\"assignee\":\"bob\"}"))
                .containsExactly(new TaskEvent.Assigned("bob", "ann"));
        assertThat(task(JOB_TASK, FAILED).by("bridge", ENGINE, Set.of()).when("cancel-task", id + "}"))
                .containsExactly(new TaskEvent.Cancelled());
        assertThat(task(JOB_TASK, FAILED).by("bridge", ENGINE, Set.of()).when("complete-task", id + "}"))
                .containsExactly(new TaskEvent.Completed(null));
    }

    @Test
    void a_failed_task_can_be_done_again_when_the_incident_of_its_job_is_over() {
        assertThat(inProcess(FAILED).by("bridge", ENGINE, Set.of()).when("record-incident", RESOLVED))
                .containsExactly(new IncidentResolved("9"), new TaskEvent.Resumed());
        assertThat(task(JOB_TASK, FAILED, new TaskEvent.Resumed())
                        .when("complete-task", "{\"taskId\":\"" + JOB_TASK + "\"}"))
                .containsExactly(new TaskEvent.Completed(null));
    }

    @Test
    void the_end_of_an_incident_changes_no_task_that_has_not_failed() {
        assertThat(inProcess().by("bridge", ENGINE, Set.of()).when("record-incident", RESOLVED))
                .containsExactly(new IncidentResolved("9"));
        assertThat(inProcess(FAILED, new TaskEvent.Cancelled())
                        .by("bridge", ENGINE, Set.of())
                        .when("record-incident", RESOLVED))
                .containsExactly(new IncidentResolved("9"));
    }

    @Test
    void an_incident_that_is_raised_leaves_the_task_failed() {
        String raise = "{\"processInstanceId\":\"K~p-1\",\"incidentId\":\"10\",\"state\":\"raised\","
                + "\"kind\":\"job-no-retries\",\"message\":\"unreadable\",\"jobKey\":\"6\"}";

        assertThat(inProcess(FAILED).by("bridge", ENGINE, Set.of()).when("record-incident", raise))
                .hasSize(1)
                .hasOnlyElementsOfType(IncidentRaised.class);
    }
}
