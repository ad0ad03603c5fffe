package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.simulation.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User tasks that other clients of the engine assign and complete, while people here do the same. */
class OtherClientsTest {
    private static final String INSTANCE = "case~loan-review-1";

    @Test
    void task_that_another_client_assigns_has_the_same_assignee_here() {
        World world = running();

        world.engine.tasks().assignByOther(key(world), "tom");
        world.settle();

        assertThat(world.commands.assignee(task(world))).isEqualTo("tom");
        assertThat(world.engine.tasks().assignees()).containsEntry(key(world), "tom");
        assertThat(world.commands.accepted("assign-task", "assignee")).containsExactly("tom");
    }

    @Test
    void what_people_do_here_comes_back_as_no_command() {
        World world = running();

        world.commands.claim(task(world), "kim");
        world.settle();
        world.commands.release(task(world));
        world.settle();
        world.commands.claim(task(world), "lee");
        world.settle();

        assertThat(world.commands.accepted("assign-task", "assignee")).isEmpty();
        assertThat(world.engine.tasks().assignees()).containsEntry(key(world), "lee");
    }

    @Test
    void claim_after_a_release_is_not_undone_by_what_the_engine_tells_late() {
        World world = running();

        world.commands.claim(task(world), "kim");
        world.commands.release(task(world));
        world.commands.claim(task(world), "lee");
        world.settle();

        assertThat(world.commands.assignee(task(world))).isEqualTo("lee");
        assertThat(world.engine.tasks().assignees()).containsEntry(key(world), "lee");
        assertThat(world.commands.accepted("assign-task", "assignee")).isEmpty();
    }

    @Test
    void task_that_is_taken_from_somebody_by_another_client_is_nobodys_here() {
        World world = running();
        world.commands.claim(task(world), "kim");
        world.settle();
        world.time.sleep(Duration.ofMinutes(5));

        world.engine.tasks().assignByOther(key(world), "");
        world.settle();

        assertThat(world.commands.assignee(task(world))).isEmpty();
        assertThat(world.engine.tasks().assignees()).containsEntry(key(world), null);
    }

    @Test
    void both_sides_agree_in_the_end_where_both_assign_at_once() {
        World world = running();

        world.engine.tasks().assignByOther(key(world), "tom");
        world.commands.claim(task(world), "kim");
        world.settle();

        assertThat(world.engine.tasks().assignees()).containsEntry(key(world), world.commands.assignee(task(world)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void task_that_another_client_completes_is_done_here(boolean asJob) {
        World world = new World();
        if (asJob) {
            world.engine.tasks().haveUserTasksAsJobs();
        }
        start(world);

        world.engine.tasks().completeByOther();
        world.settle();

        assertThat(world.commands.accepted("complete-task", "taskId")).containsExactly(task(world));
        assertThat(world.commands.accepted("cancel-task", "taskId")).isEmpty();
        assertThat(world.engine.tasks().results()).isEmpty();
        assertThat(world.commands.incidents()).isEmpty();
        assertThat(world.commands.accepted("record-process", "state")).containsExactly("started", "completed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void task_that_is_completed_here_comes_back_as_no_command(boolean asJob) {
        World world = new World();
        if (asJob) {
            world.engine.tasks().haveUserTasksAsJobs();
        }
        world.deploy();
        world.request(INSTANCE);
        world.settle();

        assertThat(world.engine.tasks().results()).hasSize(1);
        assertThat(world.commands.accepted("complete-task", "taskId")).isEmpty();
        assertThat(world.commands.accepted("assign-task", "taskId")).isEmpty();
    }

    @Test
    void completion_of_another_client_is_told_once_wherever_the_bridge_dies() {
        boolean died = true;
        for (int halfStep = 1; died; halfStep++) {
            World world = running();
            world.engine.tasks().completeByOther();
            world.steps.dieIn(halfStep);
            world.settle();

            assertThat(world.commands.accepted("complete-task", "taskId")).containsExactly(task(world));
            assertThat(world.engine.tasks().results()).isEmpty();
            died = world.steps.reached();
        }
    }

    private static World running() {
        World world = new World();
        start(world);
        return world;
    }

    private static void start(World world) {
        world.commands.restUser();
        world.deploy();
        world.request(INSTANCE);
        world.settle();
    }

    private static long key(World world) {
        List<EngineRecord> created = world.engine.log().stream()
                .filter(record -> record.kind().endsWith("_TASK/CREATED"))
                .toList();
        return created.getFirst().key();
    }

    private static String task(World world) {
        return world.commands.accepted("create-task", "taskId").getFirst();
    }
}
