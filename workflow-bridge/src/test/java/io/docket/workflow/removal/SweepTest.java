package io.docket.workflow.removal;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.definition.KnownDefinition;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.InterimStore.Expired;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.RemovalQueue.Step;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.start.ProcessStarts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
    private final InterimWorld world = new InterimWorld();
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final FilesInMemory files = new FilesInMemory();
    private final Sweep sweep = new Sweep(
            world.store,
            world.queue,
            memory,
            new FileSweep(files, files, world.forms, world.queue, files, memory),
            InterimWorld.LIFE,
            world.time,
            new SweepMetrics(world.meters));

    @Test
    void data_of_running_instances_and_data_that_waits_for_one_are_no_orphans() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.bringing.startForm(ANN, "t", "loan", submission("{}"));

        assertThat(sweep.run().orphans()).isEmpty();
        assertThat(sweep.last().checked()).as("with the index").isEqualTo(3);
    }

    @Test
    void data_that_outlived_its_instance_is_reported_and_handed_to_removal() {
        InterimRef form = world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        assertThat(sweep.run().orphans()).isEmpty();
        world.queue.removed(INSTANCE);

        assertThat(sweep.run().orphansOf("acme")).containsExactly(new Orphan(form.key(), "acme", "instance-over"));
        assertThat(sweep.last().orphansOf("globex")).isEmpty();
        assertThat(world.queue.due(Step.DATA, world.time.instant(), 10)).containsExactly(INSTANCE);
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

        assertThat(sweep.run().orphans()).isEmpty();
        assertThat(sweep.last().expiredOf("acme")).containsExactly(new Expired(form.key(), "acme"));
        assertThat(sweep.last().expiredOf("globex")).isEmpty();
        assertThat(world.store.values).isEmpty();
    }

    @Test
    void form_of_a_start_that_was_refused_and_never_tried_again_is_gone_after_its_life() {
        InterimRef form = world.bringing.startForm(ANN, "t", "loan", submission("{}"));
        InstanceRef instance = new InstanceRef("acme", "c~refused");
        ProcessEvent.Requested requested = new ProcessEvent.Requested("c", "loan", null, form, null);
        world.events.on(instance, requested);
        assertThat(world.store.isUnbound(form.key())).isFalse();

        world.events.on(instance, refused("too-large"));
        world.events.require(instance, requested);
        assertThat(world.store.ownerOf(form.key())).contains(instance);
        world.events.on(instance, refused("too-large"));
        world.time.sleep(InterimWorld.LIFE);

        assertThat(sweep.run().expired()).containsExactly(new Expired(form.key(), "acme"));
        assertThat(sweep.last().orphans()).isEmpty();
        assertThat(world.store.values).isEmpty();
        assertThatThrownBy(() -> world.events.require(instance, requested))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("interim-data-gone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ProcessStarts.PROCESS_MISSING, ProcessEvent.ENGINE_LOST})
    void form_of_a_start_that_still_waits_or_began_once_stays(String kind) {
        InterimRef form = world.bringing.startForm(ANN, "t", "loan", submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));

        world.events.on(INSTANCE, refused(kind));
        world.time.sleep(InterimWorld.LIFE);

        assertThat(sweep.run().orphans()).isEmpty();
        assertThat(world.store.ownerOf(form.key())).contains(INSTANCE);
    }

    private static ProcessEvent refused(String kind) {
        return new ProcessEvent.IncidentRaised(ProcessEvent.START, kind, "no", null, null, null, "0-1");
    }

    @Test
    void files_of_a_task_whose_process_is_over_are_reported_and_gone_and_others_stay() {
        memory.note("acme", "loan", 1, new KnownDefinition(1, Set.of("review")));
        world.events.on("acme", "c~ut-6", InterimWorld.created("decide"));
        files.filed.addAll(List.of("acme/" + TASK, "acme/c~ut-8", "acme/c~ut-9", "acme/by-hand", "globex/c~ut-8"));
        files.over.addAll(List.of("acme/c~ut-9", "acme/by-hand", "globex/c~ut-8"));

        assertThat(sweep.run().orphans()).containsExactly(new Orphan("task/c~ut-9", "acme", "files-of-instance-over"));
        assertThat(sweep.last().checked()).isEqualTo(4);
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        assertThat(sweep.run().orphans()).isEmpty();
        world.queue.removed(INSTANCE);

        assertThat(sweep.run().orphans()).extracting(Orphan::key).containsExactly("task/" + TASK);
        assertThat(sweep.run().orphans()).isEmpty();
        assertThat(files.filed).containsExactly("acme/by-hand", "acme/c~ut-8", "globex/c~ut-8");
    }

    @Test
    void data_and_files_of_others_are_swept_while_those_of_a_tenant_are_away() {
        memory.note("acme", "loan", 1, new KnownDefinition(1, Set.of("review")));
        memory.note("globex", "loan", 1, new KnownDefinition(1, Set.of("review")));
        files.awayFor.add("acme");
        files.filed.addAll(List.of("acme/c~ut-8", "globex/c~ut-8"));
        files.over.addAll(List.of("acme/c~ut-8", "globex/c~ut-8"));
        world.bringing.startForm(ANN, "t", "loan", submission("{}"));

        assertThat(sweep.run().orphans())
                .containsExactly(new Orphan("task/c~ut-8", "globex", "files-of-instance-over"));
        assertThat(sweep.last().checked()).isEqualTo(2);
        assertThat(files.filed).containsExactly("acme/c~ut-8");
    }

    @Test
    void what_is_not_sealed_is_reported_and_left_alone() {
        world.store.values.put(
                "bpm-form-submissions:process/x/task/y", new LinkedHashMap<>(Map.of("data", "in the clear")));

        assertThat(sweep.run().orphans()).extracting(Orphan::reason).containsExactly("unreadable");
        assertThat(world.store.values).hasSize(1);
    }

    @Test
    void what_is_unreadable_is_shown_to_its_tenant_or_to_everybody_if_it_does_not_say_whose_it_is() {
        String ours = "bpm-form-submissions:process/x/task/ours";
        String owned = "bpm-form-submissions:process/c~p/task/owned";
        String nobodys = "bpm-form-submissions:process/x/task/nobodys";
        world.store.values.put(ours, new LinkedHashMap<>(Map.of("data", "v1:acme/cut off")));
        world.store.values.put(owned, new LinkedHashMap<>(Map.of("data", "in the clear")));
        world.store.values.put(nobodys, new LinkedHashMap<>(Map.of("data", "v1:no tenant/")));
        world.store.owners.put(owned, INSTANCE);

        assertThat(sweep.run().orphansOf("acme"))
                .containsExactly(
                        new Orphan(ours, "acme", "unreadable"),
                        new Orphan(owned, "acme", "unreadable"),
                        new Orphan(nobodys, null, "unreadable"));
        assertThat(sweep.last().orphansOf("globex")).containsExactly(new Orphan(nobodys, null, "unreadable"));
    }

    @Test
    void index_of_data_that_is_lost_is_shown_to_the_tenants_whose_data_it_was() {
        String index = InterimKeys.index(INSTANCE.processInstanceId());
        world.store.owners.put(InterimKeys.taskForm("c~p", "review"), INSTANCE);
        world.store.owners.put(InterimKeys.taskForm("c~p", "decide"), INSTANCE);

        assertThat(sweep.run().orphansOf("acme")).containsExactly(new Orphan(index, "acme", "index-without-data"));
        assertThat(sweep.last().orphansOf("globex")).isEmpty();
        assertThat(sweep.run().orphans()).isEmpty();
    }

    @Test
    void nothing_is_judged_once_the_memory_is_lost_while_it_is_looked_at() {
        InterimRef form = world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        memory.note("acme", "loan", 1, new KnownDefinition(1, Set.of("review")));
        files.filed.add("acme/" + TASK);
        world.queue.whenAsked(() -> {
            memory.lose();
            world.queue.ended(INSTANCE);
        });

        assertThat(sweep.run().orphans()).isEmpty();
        assertThat(world.queue.due(Step.DATA, world.time.instant(), 10)).isEmpty();
        assertThat(world.store.ownerOf(form.key())).contains(INSTANCE);
        assertThat(files.filed).isNotEmpty();
    }

    @Test
    void nothing_is_judged_while_the_memory_is_being_rebuilt() {
        memory.lose();

        assertThat(sweep.run()).isEqualTo(Sweep.Report.NONE);
    }
}
