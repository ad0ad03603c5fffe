package io.docket.workflow.removal;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTest {
    private final InterimWorld world = new InterimWorld();
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final Sweep sweep = new Sweep(world.store, world.queue, memory, InterimWorld.LIFE, world.time);

    @Test
    void data_of_running_instances_and_data_that_waits_for_one_are_no_orphans() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.bringing.startForm(ANN, "t", "loan", submission("{}"));

        assertThat(sweep.run().orphans()).isEmpty();
        assertThat(sweep.last().checked()).isEqualTo(2);
    }

    @Test
    void data_that_outlived_its_instance_is_reported_and_handed_to_removal() {
        InterimRef form = world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        assertThat(sweep.run().orphans()).isEmpty();
        world.queue.done(INSTANCE);

        assertThat(sweep.run().orphansOf("acme")).containsExactly(new Orphan(form.key(), "acme", "instance-over"));
        assertThat(sweep.last().orphansOf("globex")).isEmpty();
        assertThat(world.queue.due(world.time.instant(), 10)).containsExactly(INSTANCE);
    }

    @Test
    void data_that_no_index_knows_is_reported_and_indexed() {
        InterimRef form = world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.store.owners.clear();

        assertThat(sweep.run().orphans()).containsExactly(new Orphan(form.key(), "acme", "not-indexed"));
        assertThat(world.store.owners).containsEntry(form.key(), INSTANCE);
        assertThat(sweep.run().orphans()).isEmpty();
    }

    @Test
    void start_form_that_nobody_came_for_is_gone_after_its_life() {
        InterimRef form = world.bringing.startForm(ANN, "t", "loan", submission("{}"));

        world.time.sleep(InterimWorld.LIFE);

        assertThat(sweep.run().orphans()).containsExactly(new Orphan(form.key(), null, "unbound-too-long"));
        assertThat(world.store.values).isEmpty();
    }

    @Test
    void what_is_not_sealed_is_reported_and_left_alone() {
        world.store.values.put(
                "bpm-form-submissions:process/x/task/y", new LinkedHashMap<>(Map.of("data", "in the clear")));

        assertThat(sweep.run().orphans()).extracting(Orphan::reason).containsExactly("unreadable");
        assertThat(world.store.values).hasSize(1);
    }

    @Test
    void nothing_is_judged_while_the_memory_is_being_rebuilt() {
        memory.lose();

        assertThat(sweep.run()).isEqualTo(Sweep.Report.NONE);
    }
}
