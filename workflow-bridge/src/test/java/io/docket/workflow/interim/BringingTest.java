package io.docket.workflow.interim;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.BOB;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.kit.identity.Caller;
import io.docket.workflow.encryption.Tampered;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BringingTest {
    private final InterimWorld world = new InterimWorld();

    @Test
    void form_and_token_lie_sealed_under_the_tasks_key_and_the_answer_names_them() {
        InterimRef reference = world.bringing.taskForm(ANN, "to.ke.n", TASK, submission("{\"amount\":5}"));

        assertThat(reference.key()).isEqualTo("bpm-form-submissions:process/c~p/task/review");
        assertThat(world.store.values.get(reference.key()))
                .containsOnlyKeys("data", "x-access-token")
                .allSatisfy((field, value) -> assertThat(value).startsWith("v1:acme/"));
        world.check(Use.COMPLETE_TASK, TASK, reference);
        assertThat(new String(world.checking.taskForm("acme", TASK).data().bytes(), UTF_8))
                .isEqualTo("{\"amount\":5}");
    }

    @Test
    void what_lies_beside_interim_data_is_out_of_reach() {
        world.store.values.put("docket:bridge:schedules", new LinkedHashMap<>(Map.of("data", "v1:acme/k:x")));

        assertThatThrownBy(() -> world.checking.read("acme", "docket:bridge:schedules"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("not-found"));
    }

    @Test
    void later_form_replaces_an_earlier_one_whose_reference_is_then_wrong() {
        InterimRef earlier = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
        InterimRef later = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":6}"));

        world.check(Use.COMPLETE_TASK, TASK, later);
        assertThatThrownBy(() -> world.check(Use.COMPLETE_TASK, TASK, earlier))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("interim-data-mismatch"));
    }

    @Test
    void form_of_one_task_does_not_complete_another() {
        world.events.on("acme", "c~ut-8", InterimWorld.created("decide"));
        InterimRef reference = world.bringing.taskForm(ANN, "t", TASK, submission("{}"));

        assertThatThrownBy(() -> world.check(Use.COMPLETE_TASK, "c~ut-8", reference))
                .isInstanceOf(Refused.class);
    }

    @Test
    void one_altered_character_in_the_store_is_noticed() {
        InterimRef reference = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
        Map<String, String> fields = world.store.values.get(reference.key());
        String sealed = fields.get("data");

        fields.put("data", sealed.substring(0, 60) + (sealed.charAt(60) == 'A' ? 'B' : 'A') + sealed.substring(61));

        assertThatThrownBy(() -> world.check(Use.COMPLETE_TASK, TASK, reference))
                .isInstanceOf(Tampered.class);
    }

    @Test
    void form_is_brought_by_who_has_the_task_or_manages() {
        Caller manager = new Caller("acme", "mia", Set.of("case-manager"), Set.of());

        assertThatThrownBy(() -> world.bringing.taskForm(BOB, "t", TASK, submission("{}")))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("not-assigned"));
        assertThat(world.bringing.taskForm(manager, "t", TASK, submission("{}")).key())
                .isNotEmpty();
        world.events.on("acme", TASK, new TaskEvent.Assigned("bob", "ann"));
        assertThat(world.bringing.taskForm(BOB, "t", TASK, submission("{}")).key())
                .isNotEmpty();
    }

    @Test
    void nothing_is_kept_for_a_task_or_instance_that_is_over_or_another_tenants() {
        Caller stranger = new Caller("globex", "olga", Set.of("case-worker"), Set.of());
        assertThatThrownBy(() -> world.bringing.taskForm(stranger, "t", TASK, submission("{}")))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("not-found"));

        world.events.on(INSTANCE, new ProcessEvent.Completed());
        assertThatThrownBy(() -> world.bringing.taskForm(ANN, "t", TASK, submission("{}")))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("process-ended"));
        world.events.on("acme", TASK, new TaskEvent.Cancelled());
        assertThatThrownBy(() -> world.bringing.taskForm(ANN, "t", TASK, submission("{}")))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("task-ended"));
    }

    @Test
    void start_form_belongs_to_its_instance_once_that_exists_and_starts_one_only() {
        InterimRef form = world.bringing.startForm(ANN, "t", "loan", submission("{\"amount\":5}"));
        world.check(Use.START_PROCESS, "loan", form);
        assertThatThrownBy(() -> world.check(Use.START_PROCESS, "other", form)).isInstanceOf(Refused.class);

        world.events.on(INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));

        assertThat(world.store.owners).containsEntry(form.key(), INSTANCE);
        assertThat(world.store.unbound).isEmpty();
        assertThatThrownBy(() -> world.check(Use.START_PROCESS, "loan", form)).isInstanceOf(Refused.class);
        world.events.on(new InstanceRef("acme", "other"), new ProcessEvent.Requested("c", "loan", null, form, null));
        assertThat(world.store.owners).containsEntry(form.key(), INSTANCE);
    }

    @Test
    void payload_of_a_message_has_neither_token_nor_signature() {
        InterimRef payload = world.bringing.payload(ANN, "loan", submission("{\"amount\":5}"));

        assertThat(payload.key()).startsWith("bpm-message-payloads:process-definition/loan/start-message/");
        assertThat(world.store.values.get(payload.key())).containsOnlyKeys("data");
        world.check(Use.PUBLISH_MESSAGE, "loan", payload);
    }

    @Test
    void signature_without_anybody_trusted_is_refused_when_it_is_brought() {
        Submission signed = new Submission(submission("{}").data(), "e30..AAAA");

        assertThatThrownBy(() -> world.bringing.taskForm(ANN, "t", TASK, signed))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("invalid-signature"));
        assertThat(world.store.values).isEmpty();
    }

    @Test
    void without_the_store_nothing_is_acknowledged() {
        world.store.away = true;

        assertThatThrownBy(() -> world.bringing.taskForm(ANN, "t", TASK, submission("{}")))
                .isInstanceOf(Unavailable.class);
    }
}
