package io.docket.workflow.removal;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.RemovalQueue.Step;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemovalsTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int AT_ONCE = 8;
    private static final int MANY = 50;

    private final InterimWorld world = new InterimWorld();
    private final List<String> filesRemoved = Collections.synchronizedList(new ArrayList<>());
    private final List<String> filesAsked = Collections.synchronizedList(new ArrayList<>());
    private boolean filesAway;
    private Runnable meanwhile = () -> {};
    private final Removals removals = new Removals(
            world.queue,
            world.store,
            world.forms,
            this::removeFiles,
            new Backoff(Duration.ofMillis(250), LONGEST_WAIT),
            world.time,
            new RemovalMetrics(world.meters));

    private void removeFiles(String tenant, String taskId) {
        filesAsked.add(taskId);
        if (filesAway) {
            throw new Unavailable("files are away", null);
        }
        meanwhile.run();
        filesRemoved.add(tenant + "/" + taskId);
    }

    private int removeDue() {
        removals.removeData();
        return removals.removeFiles();
    }

    @Test
    void when_an_instance_ends_its_forms_and_the_files_of_its_tasks_are_gone() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Terminated());

        assertThat(removeDue()).isEqualTo(1);

        assertThat(world.store.values).isEmpty();
        assertThat(filesRemoved).containsExactly("acme/" + TASK);
        assertThat(world.queue.size()).isZero();
    }

    @Test
    void what_runs_is_left_alone() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));

        assertThat(removeDue()).isZero();
        assertThat(world.store.values).hasSize(1);
    }

    @Test
    void removal_goes_on_after_the_files_or_the_store_were_away() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        world.store.away = true;
        assertThat(removeDue()).isZero();
        world.store.away = false;
        filesAway = true;
        world.time.sleep(LONGEST_WAIT);
        assertThat(removeDue()).isZero();
        filesAway = false;

        world.time.sleep(LONGEST_WAIT);
        assertThat(removeDue()).isEqualTo(1);

        assertThat(filesRemoved).containsExactly("acme/" + TASK);
        assertThat(world.queue.size()).isZero();
    }

    @Test
    void one_that_cannot_be_removed_holds_up_no_other() {
        filesAway = true;
        InstanceRef other = new InstanceRef("acme", "other");
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        world.events.on(other, new ProcessEvent.Completed());

        assertThat(removeDue()).isEqualTo(1);
        assertThat(world.queue.standing(other)).isEqualTo(RemovalQueue.Standing.OVER);
        assertThat(world.queue.standing(INSTANCE)).isEqualTo(RemovalQueue.Standing.LEAVING);
    }

    @Test
    void fault_that_nobody_expects_is_told_of_with_its_trace_and_puts_the_removal_off() {
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        meanwhile = () -> {
            throw new IllegalStateException("nobody expects it");
        };

        try (LogLines lines = new LogLines()) {
            assertThat(removeDue()).isZero();

            assertThat(lines.warnings()).singleElement().asString().contains("nobody expects it");
            assertThat(lines.traces()).isEqualTo(1);
        }
        assertThat(world.meters.counter("docket.interim.removals.failed").count())
                .isEqualTo(1);
        assertThat(world.queue.due(Step.FILES, world.time.instant(), 10)).isEmpty();
        assertThat(world.queue.due(Step.FILES, world.time.instant().plus(LONGEST_WAIT), 10))
                .containsExactly(INSTANCE);
    }

    @Test
    void files_of_an_instance_wait_for_one_round_of_those_that_hang() {
        filesAway = true;
        IntStream.range(0, MANY).forEach(number -> endsWithFiles("c~" + number));
        removals.removeData();
        IntStream.rangeClosed(0, MANY / AT_ONCE)
                .forEach(round -> assertThat(removals.removeFiles()).isZero());
        assertThat(filesAsked).hasSize(MANY);
        world.time.sleep(LONGEST_WAIT);
        filesAsked.clear();

        assertThat(removals.removeFiles()).isZero();
        assertThat(filesAsked).hasSize(AT_ONCE);
        String other = endsWithFiles("other");
        removeDue();

        assertThat(filesAsked.subList(AT_ONCE, 2 * AT_ONCE)).contains(other);
        assertThat(filesAsked).hasSize(2 * AT_ONCE);
    }

    private String endsWithFiles(String processInstanceId) {
        InstanceRef instance = new InstanceRef("acme", processInstanceId);
        String task = "c~ut-of-" + processInstanceId;
        world.forms.created(instance, task, "review", false);
        world.events.on(instance, new ProcessEvent.Completed());
        return task;
    }

    @Test
    void what_is_bound_between_the_two_steps_goes_with_the_files() {
        InterimRef late = world.bringing.startForm(ANN, "t", "loan", submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        removals.removeData();

        world.store.bind(INSTANCE, late.key());
        removals.removeFiles();

        assertThat(world.store.values).isEmpty();
        assertThat(world.queue.size()).isZero();
    }

    @Test
    void what_is_bound_while_the_files_go_is_removed_afterwards() {
        InterimRef late = world.bringing.startForm(ANN, "t", "loan", submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        removals.removeData();
        meanwhile = () -> world.events.bind(INSTANCE, late.key());

        removals.removeFiles();

        assertThat(world.queue.standing(INSTANCE)).isEqualTo(RemovalQueue.Standing.LEAVING);
        removeDue();
        assertThat(world.store.values).isEmpty();
        assertThat(world.queue.size()).isZero();
    }
}
