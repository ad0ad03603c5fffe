package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.simulation.SimulatedTasks;
import io.docket.workflow.simulation.World;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** User tasks that a job is behind and that whoever has them cannot do. */
class FailedTasksTest {
    private static final String INSTANCE = "case~loan-review-1";

    @Test
    void task_that_fails_is_an_incident_once_and_done_when_that_is_resolved() {
        whereverItDies(world -> {
            world.commands.fail(task(world), null, "the scan cannot be read");
            world.settle();

            assertThat(world.engine.tasks().failures()).containsExactly("the scan cannot be read");
            assertThat(world.commands.incidents().values()).singleElement().satisfies(incident -> {
                assertThat(incident.kind()).isEqualTo("job-no-retries");
                assertThat(incident.message()).isEqualTo("the scan cannot be read");
            });
            assertThat(world.commands.accepted("cancel-task", "taskId")).isEmpty();

            resolve(world);
            world.commands.complete(task(world));
            world.settle();

            assertThat(world.commands.incidents()).isEmpty();
            assertThat(world.engine.tasks().results()).hasSize(1);
            assertThat(world.commands.accepted("record-process", "state")).containsExactly("started", "completed");
        });
    }

    @Test
    void task_that_the_process_leaves_by_an_error_ends_cancelled() {
        whereverItDies(world -> {
            world.commands.fail(task(world), SimulatedTasks.CAUGHT, "no such person");
            world.settle();

            assertThat(world.engine.tasks().failures())
                    .containsExactly("caught no such person {\"failure\":\"no such person\",\"failedBy\":\"anna\"}");
            assertThat(world.commands.accepted("cancel-task", "taskId")).containsExactly(task(world));
            assertThat(world.commands.incidents()).isEmpty();
            assertThat(world.commands.accepted("record-process", "state")).containsExactly("started", "completed");
        });
    }

    @Test
    void task_whose_error_nothing_catches_stays_with_an_incident() {
        whereverItDies(world -> {
            world.commands.fail(task(world), "unknown", "no such person");
            world.settle();

            assertThat(world.engine.tasks().failures()).hasSize(1);
            assertThat(world.commands.accepted("record-incident", "kind")).containsExactly("unhandled-error-event");
            assertThat(world.commands.accepted("cancel-task", "taskId")).isEmpty();

            resolve(world);
            world.commands.complete(task(world));
            world.settle();

            assertThat(world.engine.tasks().results()).hasSize(1);
            assertThat(world.commands.incidents()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"no,", "no,caught"})
    void failure_of_a_task_that_the_engine_has_ended_before_changes_nothing(
            String message, @Nullable String errorCode) {
        World world = running();
        world.engine.tasks().completeByOther();

        world.commands.fail(task(world), errorCode, message);
        world.settle();

        assertThat(world.engine.tasks().failures()).isEmpty();
        assertThat(world.commands.incidents()).isEmpty();
    }

    private static String task(World world) {
        return world.commands.accepted("create-task", "taskId").getFirst();
    }

    private static void resolve(World world) {
        String incident = world.commands.incidents().keySet().iterator().next();
        world.resolve(INSTANCE, incident.substring(INSTANCE.length() + 1));
        world.settle();
    }

    private static World running() {
        World world = new World();
        world.engine.tasks().haveUserTasksAsJobs();
        world.commands.restUser();
        world.deploy();
        world.request(INSTANCE);
        world.settle();
        return world;
    }

    /** Runs the story again and again, the bridge dying a half step later each time, until it does not die any more. */
    private static void whereverItDies(Consumer<World> story) {
        boolean died = true;
        for (int halfStep = 1; died; halfStep++) {
            World world = running();
            world.steps.dieIn(halfStep);
            story.accept(world);
            died = world.steps.reached();
            assertThat(died || halfStep > 5).isTrue();
        }
    }
}
