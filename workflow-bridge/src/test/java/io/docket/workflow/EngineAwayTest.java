package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.incident.WaitingEffects;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.RemovalQueue.Standing;
import io.docket.workflow.simulation.LogLines;
import io.docket.workflow.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An engine that does not answer for a while, or refuses many starts. */
class EngineAwayTest {
    private static final String RUNNING = "case~loan-review-1";
    private static final String WAITING = "other~loan-review-1";
    private static final String TASK = "case~ut-7";
    private static final Duration OUTAGE = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int STARTS = 1_000;
    private static final int LINES_AN_OUTAGE = 2;

    @Test
    void form_of_a_task_that_stands_in_the_log_behind_a_start_that_waits_is_taken_at_once() {
        World world = running();
        List<InterimRef> brought = new ArrayList<>();
        world.line.cut(OUTAGE);
        world.request(WAITING);
        world.events.append("task", TASK, task());
        world.time.after(SOON, () -> world.bring(TASK).ifPresent(brought::add));

        world.settle();

        assertThat(brought)
                .extracting(InterimRef::key)
                .containsExactly("bpm-form-submissions:process/" + RUNNING + "/task/review");
        assertThat(world.engine.created()).containsExactly(RUNNING, WAITING);
    }

    @Test
    void form_of_a_task_is_taken_though_redis_lost_everything_while_the_engine_is_away() {
        World world = running();
        List<InterimRef> brought = new ArrayList<>();
        world.events.append("task", TASK, task());
        world.settle();
        world.line.cut(OUTAGE);
        world.request(WAITING);
        world.time.after(SOON, world::loseRedis);
        world.time.after(SOON.multipliedBy(4), () -> world.bring(TASK).ifPresent(brought::add));

        world.settle();

        assertThat(brought).hasSize(1);
        assertThat(world.engine.created()).containsExactly(RUNNING, WAITING);
    }

    @Test
    void data_of_an_instance_that_ends_behind_a_start_that_waits_is_handed_to_removal_at_once() {
        World world = running();
        List<Standing> standing = new ArrayList<>();
        world.line.cut(OUTAGE);
        world.request(WAITING);
        world.events.append("process", RUNNING, new ProcessEvent.Terminated());
        world.time.after(SOON, () -> standing.add(world.removals.standing(new InstanceRef("acme", RUNNING))));

        world.settle();

        assertThat(standing).containsExactly(Standing.LEAVING);
    }

    @Test
    void start_that_waits_for_the_engine_is_an_incident_once_until_it_is_through_wherever_the_bridge_dies() {
        boolean died = true;
        int halfStep = 1;
        for (; died; halfStep++) {
            World world = running();
            world.line.cut(OUTAGE);
            world.steps.dieIn(halfStep);
            world.request(WAITING);
            world.time.after(
                    OUTAGE.minus(SOON),
                    () -> assertThat(world.commands.incidents().values())
                            .extracting(ProcessEvent.IncidentRaised::kind)
                            .containsExactly(WaitingEffects.KIND));

            world.settle();

            assertThat(world.commands.accepted("record-incident", "state")).containsExactly("raised", "resolved");
            assertThat(world.commands.accepted("record-incident", "processInstanceId"))
                    .containsOnly(WAITING);
            assertThat(world.commands.incidents()).isEmpty();
            assertThat(world.engine.created()).containsExactly(RUNNING, WAITING);
            died = world.steps.reached();
        }
        assertThat(halfStep).isGreaterThan(20);
    }

    @Test
    void start_that_waits_for_less_than_a_minute_is_no_incident() {
        World world = running();
        world.line.cut(World.OUTAGE_PATIENCE.minus(SOON.multipliedBy(2)));
        world.request(WAITING);

        world.settle();

        assertThat(world.engine.created()).containsExactly(RUNNING, WAITING);
        assertThat(world.commands.accepted("record-incident", "state")).isEmpty();
    }

    @Test
    void bridge_that_starts_while_the_engine_is_away_tells_the_first_that_waits() {
        World world = new World();
        world.commands.restUser();
        world.line.cut(OUTAGE);
        world.deploy();
        world.request(RUNNING);
        world.request(WAITING);

        world.settle();

        assertThat(world.commands.accepted("record-incident", "state")).containsExactly("raised", "resolved");
        assertThat(world.commands.accepted("record-incident", "processInstanceId"))
                .containsOnly(RUNNING);
        assertThat(world.engine.created()).containsExactly(RUNNING, WAITING);
    }

    @Test
    void incident_is_told_though_the_command_service_is_away_at_first() {
        World world = running();
        world.line.cut(OUTAGE);
        world.commands.fail(3);
        world.request(WAITING);

        world.settle();

        assertThat(world.commands.accepted("record-incident", "state")).containsExactly("raised", "resolved");
    }

    @Test
    void starts_that_wait_for_the_engine_write_few_lines_and_happen_once_each_when_it_is_back() {
        World world = running();
        List<String> asked = starts();
        world.line.cut(OUTAGE);
        asked.forEach(world::request);

        try (LogLines lines = new LogLines()) {
            world.settle();

            assertThat(lines.written()).hasSize(LINES_AN_OUTAGE);
        }
        assertThat(world.line.refusals()).isGreaterThan(10);
        assertThat(world.engine.created()).hasSize(STARTS + 1).containsAll(asked);
        assertThat(world.commands.accepted("record-incident", "state")).containsExactly("raised", "resolved");
    }

    @Test
    void starts_that_the_engine_refuses_are_an_incident_each_and_happen_once_each_when_those_are_resolved() {
        World world = running();
        List<String> asked = starts();
        world.engine.faults().refuseCreations(STARTS);
        asked.forEach(world::request);
        world.settle();
        assertThat(world.engine.created()).containsExactly(RUNNING);
        assertThat(world.commands.incidents()).hasSize(STARTS);

        asked.forEach(instance -> world.resolve(instance, ProcessEvent.START));
        world.settle();

        assertThat(world.engine.created()).hasSize(STARTS + 1).containsAll(asked);
        assertThat(world.commands.incidents()).isEmpty();
    }

    private static List<String> starts() {
        return IntStream.range(0, STARTS)
                .mapToObj(i -> "case-" + i + "~loan-review-1")
                .toList();
    }

    private static World running() {
        World world = new World();
        world.commands.restUser();
        world.deploy();
        world.request(RUNNING);
        world.settle();
        return world;
    }

    private static TaskEvent.Created task() {
        return new TaskEvent.Created(
                "case", RUNNING, "7", "Review", null, List.of(), List.of(), null, null, 50, null, "review", null);
    }
}
