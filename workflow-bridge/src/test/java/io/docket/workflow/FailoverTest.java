package io.docket.workflow;

import static io.docket.workflow.EffectivelyOnceTest.assertEachRanOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.simulation.PlannedFaults.Fault;
import io.docket.workflow.simulation.World;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A master of the memory that is lost, with all that no replica of it has. */
class FailoverTest {
    private static final String FIRST = "case~loan-review-1";
    private static final String SECOND = "case~loan-review-2";

    @Test
    void everything_is_done_once_at_whatever_step_the_master_is_lost() {
        atAnyStep(halfStep -> {
            World world = failingAt(halfStep);
            world.deploy();
            world.request(FIRST);
            world.request(SECOND);

            world.settle();

            assertEachRanOnce(world, FIRST, SECOND);
            assertThat(world.memory.engineKey(new InstanceRef("acme", FIRST))).isPresent();
            assertThat(world.forms.tasksOf(new InstanceRef("acme", FIRST))).hasSize(1);
            return world;
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void doubtful_start_happens_once_at_whatever_step_the_master_is_lost(Fault fault) {
        atAnyStep(halfStep -> {
            World world = failingAt(halfStep);
            world.engine.faults().plan(fault);
            world.deploy();
            world.request(FIRST);

            world.settle();

            assertEachRanOnce(world, FIRST);
            return world;
        });
    }

    @Test
    void start_that_waits_for_its_process_is_not_forgotten_at_whatever_step_the_master_is_lost() {
        atAnyStep(halfStep -> {
            World world = failingAt(halfStep);
            world.request(FIRST);
            world.settle();
            world.deploy();

            world.settle();

            assertEachRanOnce(world, FIRST);
            return world;
        });
    }

    @Test
    void user_tasks_that_are_jobs_are_done_once_at_whatever_step_the_master_is_lost() {
        atAnyStep(halfStep -> {
            World world = failingAt(halfStep);
            world.engine.tasks().haveUserTasksAsJobs();
            world.deploy();
            world.request(FIRST);

            world.settle();

            assertEachRanOnce(world, FIRST);
            return world;
        });
    }

    @Test
    void memory_is_made_anew_as_a_whole_at_whatever_step_the_master_is_lost() {
        atAnyStep(halfStep -> {
            World world = new World();
            world.commands.restUser();
            world.deploy();
            world.request(FIRST);
            world.settle();
            world.loseRedis();
            world.steps.in(halfStep, world.memory.history()::failOver);
            world.commands.complete(
                    world.commands.accepted("create-task", "taskId").getFirst());

            world.settle();

            assertEachRanOnce(world, FIRST);
            assertThat(world.memory.engineKey(new InstanceRef("acme", FIRST))).isPresent();
            return world;
        });
    }

    @Test
    void replicas_that_are_behind_are_waited_for() {
        World world = new World();
        world.memory.history().holdBack(5);
        world.deploy();
        world.request(FIRST);

        world.settle();

        assertEachRanOnce(world, FIRST);
        assertThat(world.retries()).isEqualTo(5);
    }

    private static World failingAt(int halfStep) {
        World world = new World();
        world.steps.at(halfStep, world.memory.history()::failOver);
        return world;
    }

    private static void atAnyStep(IntFunction<World> run) {
        int halfStep = 1;
        while (run.apply(halfStep).steps.reached()) {
            halfStep++;
        }
        assertThat(halfStep).isGreaterThan(20);
    }
}
