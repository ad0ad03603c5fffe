package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.schedule.ScheduleClock;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.simulation.World;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** An engine that loses its data. */
class NewEngineTest {
    private static final String INSTANCE = "case~loan-review-1";

    @Test
    void processes_can_be_started_again_and_lost_instances_are_incidents() {
        World world = lost(1_000_000);

        assertLossIsTold(world);
        world.request("case~loan-review-2");
        world.settle();
        assertThat(world.engine.created()).containsExactly(INSTANCE, "case~loan-review-2");
    }

    @Test
    void bridge_that_dies_at_any_step_of_the_recovery_tells_each_loss_once() {
        untilNothingDies(halfStep -> {
            World world = lost(halfStep);
            assertLossIsTold(world);
            return world;
        });
    }

    @Test
    void lost_instance_is_started_again_from_its_beginning_when_its_incident_is_resolved() {
        untilNothingDies(halfStep -> {
            World world = lost(1_000_000);
            world.steps.dieIn(halfStep);

            world.resolve(INSTANCE, ProcessEvent.START);
            world.settle();

            assertThat(world.engine.created()).containsExactly(INSTANCE, INSTANCE);
            assertThat(world.engine.active()).hasSize(1);
            assertThat(world.commands.incidents()).isEmpty();
            return world;
        });
    }

    @Test
    void lost_instance_whose_end_was_asked_for_has_ended() {
        World world = running();
        world.events.append("process", INSTANCE, new ProcessEvent.CancelRequested());
        world.engine.wipe();

        world.watch();

        assertThat(world.commands.accepted("record-process", "state")).containsOnly("started", "terminated");
        assertThat(world.commands.incidents()).isEmpty();
    }

    @Test
    void instance_that_went_down_with_its_engine_is_still_one_that_is_known() {
        World world = lost(1_000_000);

        assertThat(world.memory.isKnown(new InstanceRef("acme", INSTANCE))).isTrue();
        world.memory.lose();
        world.settle();
        assertThat(world.memory.isKnown(new InstanceRef("acme", INSTANCE))).isTrue();
    }

    @Test
    void start_that_waits_for_its_process_survives_the_engine() {
        World world = new World();
        world.request(INSTANCE);
        world.settle();
        world.engine.wipe();
        world.watch();

        world.deploy();

        await().untilAsserted(() -> {
            world.settle();
            assertThat(world.engine.created()).containsExactly(INSTANCE);
        });
    }

    @Test
    void memory_that_is_lost_after_a_recovery_knows_only_the_new_engine() {
        World world = lost(1_000_000);
        world.request("case~loan-review-2");
        world.settle();
        world.memory.lose();

        world.settle();
        world.resolve(INSTANCE, ProcessEvent.START);
        world.settle();

        assertThat(world.engine.created()).containsExactly(INSTANCE, "case~loan-review-2", INSTANCE);
        assertThat(world.engine.active()).hasSize(2);
    }

    @Test
    void schedules_that_are_not_over_get_their_timers_in_the_new_engine_wherever_the_bridge_dies() {
        untilNothingDies(halfStep -> {
            World world = running();
            Instant due = world.time.instant().plus(Duration.ofDays(30));
            world.plan("cancelled", due);
            world.plan("coming", due);
            world.events.append("schedule", "cancelled", new ScheduleEvent.Cancelled());
            world.settle();
            world.engine.wipe();
            world.steps.dieIn(halfStep);

            world.watch();
            world.watch();

            assertThat(world.engine.timers().running())
                    .containsExactly(entry(new ScheduleRef("acme", "coming"), due.minus(ScheduleClock.LEAD)));
            return world;
        });
    }

    @Test
    void schedule_that_is_made_after_the_loss_and_before_the_recovery_has_a_timer_too() {
        World world = running();
        world.engine.wipe();
        world.plan("coming", world.time.instant().plus(Duration.ofDays(30)));
        world.settle();
        assertThat(world.engine.timers().running()).isEmpty();

        world.watch();

        assertThat(world.engine.timers().running()).containsOnlyKeys(new ScheduleRef("acme", "coming"));
    }

    private static World running() {
        World world = new World();
        world.commands.restUser();
        world.deploy();
        world.request(INSTANCE);
        world.settle();
        return world;
    }

    private static World lost(int halfStep) {
        World world = running();
        world.engine.wipe();
        world.steps.dieIn(halfStep);
        world.watch();
        world.watch();
        return world;
    }

    private static void assertLossIsTold(World world) {
        assertThat(world.engine.definitions().count("acme.loan-review")).isPositive();
        assertThat(world.engine.active()).isEmpty();
        assertThat(world.commands.accepted("record-incident", "kind")).containsExactly(ProcessEvent.ENGINE_LOST);
        assertThat(world.commands.accepted("cancel-task", "taskId")).hasSize(1);
        assertThat(world.commands.incidents().get(INSTANCE + "/start")).isNotNull();
    }

    private static void untilNothingDies(IntFunction<World> run) {
        int halfStep = 1;
        while (run.apply(halfStep).steps.reached()) {
            halfStep++;
        }
        assertThat(halfStep).isGreaterThan(10);
    }
}
