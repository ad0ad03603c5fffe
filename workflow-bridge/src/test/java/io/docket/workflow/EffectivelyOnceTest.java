package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.RemovalQueue.Standing;
import io.docket.workflow.simulation.PlannedFaults.Fault;
import io.docket.workflow.simulation.World;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EffectivelyOnceTest {
    private static final int MORE_HALF_STEPS_THAN_ANY_RUN = 1_000;

    @Test
    void case_with_a_process_runs_from_request_to_end() {
        World world = new World();
        world.deploy();
        world.request("case~loan-review-1");

        world.settle();

        assertEachRanOnce(world, "case~loan-review-1");
        assertThat(world.retries()).isZero();
    }

    @Test
    void bridge_that_dies_at_any_step_and_starts_again_does_everything_once() {
        int halfStep = 1;
        boolean died = true;
        while (died) {
            World world = new World();
            world.steps.dieAt(halfStep);
            world.deploy();
            world.request("case~loan-review-1");
            world.request("case~loan-review-2");

            world.settle();

            assertEachRanOnce(world, "case~loan-review-1", "case~loan-review-2");
            died = world.steps.reached();
            halfStep++;
        }
        assertThat(halfStep).isBetween(40, MORE_HALF_STEPS_THAN_ANY_RUN);
    }

    @Test
    void event_that_had_its_effect_has_none_again_though_those_before_it_had_none() {
        World world = new World();
        world.deploy();
        world.settle();
        world.request("case~loan-review-1");
        world.request("case~loan-review-2");
        world.memory.handled(0, Set.of(world.events.events().size() - 1L));

        world.settle();

        assertThat(world.engine.created()).containsExactly("case~loan-review-1");
        assertThat(world.memory.handled(0)).isEmpty();
    }

    @Test
    void user_tasks_that_are_jobs_are_done_once_wherever_the_bridge_dies() {
        boolean died = true;
        for (int halfStep = 1; died; halfStep++) {
            World world = new World();
            world.engine.tasks().haveUserTasksAsJobs();
            world.steps.dieAt(halfStep);
            world.deploy();
            world.request("case~loan-review-1");

            world.settle();

            assertEachRanOnce(world, "case~loan-review-1");
            died = world.steps.reached();
        }
    }

    @Test
    void bridge_that_dies_at_any_step_of_a_doubtful_start_still_starts_once() {
        for (Fault fault : Fault.values()) {
            boolean died = true;
            for (int halfStep = 1; died; halfStep++) {
                World world = new World();
                world.engine.faults().plan(fault);
                world.steps.dieAt(halfStep);
                world.deploy();
                world.request("case~loan-review-1");

                world.settle();

                assertEachRanOnce(world, "case~loan-review-1");
                died = world.steps.reached();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void start_whose_answer_does_not_come_happens_once(Fault fault) {
        World world = new World();
        world.engine.faults().plan(fault);
        world.deploy();
        world.request("case~loan-review-1");

        world.settle();

        assertEachRanOnce(world, "case~loan-review-1");
        assertThat(world.retries()).isPositive();
    }

    @Test
    void both_logs_can_be_read_again_from_the_beginning() {
        World world = new World();
        world.deploy();
        world.request("case~loan-review-1");
        world.settle();

        world.rewind();
        world.settle();

        assertEachRanOnce(world, "case~loan-review-1");
    }

    @Test
    void request_before_the_deployment_waits_for_it_and_holds_up_nothing() {
        World world = new World();
        world.request("case~loan-review-1");
        world.settle();
        assertThat(world.engine.created()).isEmpty();
        assertThat(world.retries()).isZero();

        world.deploy();
        world.settle();

        assertEachRanOnce(world, "case~loan-review-1");
    }

    @Test
    void request_that_is_cancelled_before_its_process_is_deployed_never_starts() {
        World world = new World();
        world.request("case~loan-review-1");
        world.events.append("process", "case~loan-review-1", new ProcessEvent.CancelRequested());
        world.settle();

        world.deploy();
        world.settle();

        assertThat(world.engine.created()).isEmpty();
        assertThat(world.commands.accepted("record-process", "state")).containsExactly("terminated");
    }

    @Test
    void command_service_that_is_down_gets_every_command_later() {
        World world = new World();
        world.commands.fail(5);
        world.deploy();
        world.request("case~loan-review-1");

        world.settle();

        assertEachRanOnce(world, "case~loan-review-1");
    }

    @Test
    void memory_that_is_lost_is_made_anew_from_the_logs() {
        World world = new World();
        world.deploy();
        world.request("case~loan-review-1");
        world.settle();
        world.memory.lose();
        world.request("case~loan-review-2");

        world.settle();

        assertEachRanOnce(world, "case~loan-review-1", "case~loan-review-2");
        assertThat(world.memory.engineKey(new InstanceRef("acme", "case~loan-review-1")))
                .isPresent();
    }

    @Test
    void removal_that_was_under_way_when_the_memory_was_lost_is_done_again() {
        World world = new World();
        InstanceRef instance = new InstanceRef("acme", "case~loan-review-1");
        world.deploy();
        world.request(instance.processInstanceId());
        world.settle();
        assertThat(world.removals.standing(instance)).isEqualTo(Standing.LEAVING);
        world.removals.removed(instance);

        world.memory.lose();
        world.settle();

        assertThat(world.removals.standing(instance)).isEqualTo(Standing.LEAVING);
    }

    @Test
    void request_that_was_parked_when_the_memory_was_lost_still_starts() {
        World world = new World();
        world.request("case~loan-review-1");
        world.settle();
        world.memory.lose();
        world.settle();

        world.deploy();
        await().untilAsserted(() -> {
            world.settle();
            assertEachRanOnce(world, "case~loan-review-1");
        });
    }

    static void assertEachRanOnce(World world, String... instances) {
        assertThat(world.engine.created()).containsExactlyInAnyOrder(instances);
        assertThat(world.engine.active()).isEmpty();
        assertThat(world.engine.tasks().results()).hasSize(instances.length);
        assertThat(world.commands.accepted("create-task", "processInstanceId")).containsExactlyInAnyOrder(instances);
        assertThat(world.commands.accepted("record-process", "state"))
                .filteredOn("started"::equals)
                .hasSameSizeAs(instances);
        assertThat(world.commands.accepted("record-process", "state"))
                .filteredOn("completed"::equals)
                .hasSameSizeAs(instances);
    }
}
