package io.docket.cli.importlog;

import static io.docket.cli.mapping.CommandKind.CANCEL_TASK;
import static io.docket.cli.mapping.CommandKind.CLAIM_TASK;
import static io.docket.cli.mapping.CommandKind.COMPLETE_TASK;
import static io.docket.cli.mapping.CommandKind.CREATE_TASK;
import static io.docket.cli.mapping.CommandKind.RELEASE_TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.cli.mapping.CommandKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskLedgerTest {
    private final TaskLedger ledger = new TaskLedger("c");

    @Test
    void a_scheduled_started_and_completed_task_needs_nothing_more() {
        assertThat(steps(CREATE_TASK, "W call", "ann")).containsExactly("create-task W-call-1 ann");
        assertThat(steps(CLAIM_TASK, "W call", "bob")).containsExactly("claim-task W-call-1 bob");
        assertThat(steps(RELEASE_TASK, "W call", "bob")).containsExactly("release-task W-call-1 bob");
        assertThat(steps(CLAIM_TASK, "W call", "eve")).containsExactly("claim-task W-call-1 eve");
        assertThat(steps(COMPLETE_TASK, "W call", "eve")).containsExactly("complete-task W-call-1 eve");
    }

    @Test
    void a_start_without_a_task_creates_it() {
        assertThat(steps(CLAIM_TASK, "W", "bob")).containsExactly("create-task W-1 bob", "claim-task W-1 bob");
    }

    @Test
    void a_start_while_somebody_holds_the_only_task_takes_it_over() {
        steps(CLAIM_TASK, "W", "bob");

        assertThat(steps(CLAIM_TASK, "W", "eve")).containsExactly("release-task W-1 bob", "claim-task W-1 eve");
    }

    @Test
    void a_completion_without_a_start_claims_first() {
        steps(CREATE_TASK, "W", "ann");

        assertThat(steps(RELEASE_TASK, "W", "bob")).containsExactly("claim-task W-1 bob", "release-task W-1 bob");
        assertThat(steps(COMPLETE_TASK, "W", null)).containsExactly("claim-task W-1 -", "complete-task W-1 -");
    }

    @Test
    void a_completion_by_somebody_else_takes_over_from_the_one_who_started() {
        steps(CLAIM_TASK, "W", null);

        assertThat(steps(COMPLETE_TASK, "W", "eve"))
                .containsExactly("release-task W-1 -", "claim-task W-1 eve", "complete-task W-1 eve");
    }

    @Test
    void a_completion_of_nothing_creates_claims_and_completes() {
        assertThat(steps(COMPLETE_TASK, "W", "eve"))
                .containsExactly("create-task W-1 eve", "claim-task W-1 eve", "complete-task W-1 eve");
        assertThat(steps(CANCEL_TASK, "W", "eve")).containsExactly("create-task W-2 eve", "cancel-task W-2 eve");
    }

    @Test
    void among_tasks_of_one_name_the_own_comes_first_then_the_oldest() {
        steps(CREATE_TASK, "W", "ann");
        steps(CREATE_TASK, "W", "ann");
        steps(CREATE_TASK, "W", "ann");

        assertThat(steps(CLAIM_TASK, "W", "bob")).containsExactly("claim-task W-1 bob");
        assertThat(steps(CLAIM_TASK, "W", "eve")).containsExactly("claim-task W-2 eve");
        assertThat(steps(COMPLETE_TASK, "W", "eve")).containsExactly("complete-task W-2 eve");
        assertThat(steps(COMPLETE_TASK, "W", "zoe"))
                .containsExactly("release-task W-1 bob", "claim-task W-1 zoe", "complete-task W-1 zoe");
    }

    @Test
    void names_that_look_alike_in_an_id_stay_different_tasks() {
        steps(CREATE_TASK, "call back", "ann");
        steps(CREATE_TASK, "call/back", "ann");

        assertThat(steps(CLAIM_TASK, "call/back", "ann")).containsExactly("claim-task call-back-2 ann");
    }

    private List<String> steps(CommandKind command, String name, @Nullable String actor) {
        return ledger.steps(command, name, actor).stream()
                .map(step -> step.command().type() + " " + step.taskId().substring("c~".length()) + " "
                        + (step.actor() == null ? "-" : step.actor()))
                .toList();
    }
}
