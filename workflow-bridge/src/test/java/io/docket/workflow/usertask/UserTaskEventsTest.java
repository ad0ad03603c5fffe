package io.docket.workflow.usertask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.interim.FormsInMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.simulation.World;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserTaskEventsTest {
    private final World world = new World();
    private final FormsInMemory forms = new FormsInMemory();
    private final UserTaskEvents events =
            new UserTaskEvents(world.engine, world.memory, forms, world.memory, world.time);
    private String taskId;
    private long key;

    @BeforeEach
    void aUserTaskIsThere() {
        world.engine.deploy("x", "<process id=\"" + EngineNames.scoped("acme", "p") + "\"/>");
        world.engine.create("acme.p", Json.mapper().createObjectNode());
        key = world.engine.log().getLast().key();
        taskId = UserTaskId.of("case~p-1", key);
        events.on("acme", taskId, "bridge", created(Long.toString(key)));
    }

    @Test
    void claim_assignment_and_release_reach_the_engine() {
        events.on("acme", taskId, "anna", new TaskEvent.Claimed("anna"));
        assertThat(world.engine.tasks().assignees()).containsEntry(key, "anna");

        events.on("acme", taskId, "boss", new TaskEvent.Assigned("bert", "anna"));
        assertThat(world.engine.tasks().assignees()).containsEntry(key, "bert");

        events.on("acme", taskId, "bert", new TaskEvent.Released("bert"));
        assertThat(world.engine.tasks().assignees()).containsEntry(key, null);
    }

    @Test
    void of_the_data_only_a_scalar_outcome_reaches_the_engine() {
        ObjectNode data =
                Json.mapper().createObjectNode().put("outcome", "approved").put("income", "1 000 EUR");

        events.on("acme", taskId, "anna", new TaskEvent.Completed(data));

        assertThat(world.engine.tasks().results().get(key))
                .hasToString("{\"outcome\":\"approved\",\"completedBy\":\"anna\"}");
    }

    @Test
    void of_a_form_that_is_interim_data_the_engine_gets_the_reference() {
        InterimRef form = new InterimRef("bpm-form-submissions:process/case~p-1/task/review", "ab", null);

        events.on("acme", taskId, "anna", new TaskEvent.Completed(null, form));

        assertThat(world.engine.tasks().results().get(key))
                .hasToString(
                        "{\"form\":{\"key\":\"%s\",\"sha256\":\"ab\"},\"completedBy\":\"anna\"}".formatted(form.key()));
    }

    @Test
    void outcome_that_is_a_document_stays_out_of_the_engine() {
        ObjectNode data = Json.mapper().createObjectNode();
        data.putObject("outcome").put("secret", 1);

        events.on("acme", taskId, "anna", new TaskEvent.Completed(data));

        assertThat(world.engine.tasks().results().get(key)).hasToString("{\"completedBy\":\"anna\"}");
    }

    @Test
    void completion_may_be_repeated() {
        events.on("acme", taskId, "anna", new TaskEvent.Completed(null));
        events.on("acme", taskId, "anna", new TaskEvent.Completed(null));

        assertThat(world.engine.tasks().results()).hasSize(1);
    }

    @Test
    void task_that_only_looks_like_one_of_the_engine_does_not_reach_it() {
        String forged = UserTaskId.of("other-case", key);

        events.on("globex", taskId, "mallory", new TaskEvent.Completed(null));
        events.on("acme", forged, "mallory", created(null));
        events.on("acme", forged, "mallory", new TaskEvent.Completed(null));

        assertThat(world.engine.tasks().results()).isEmpty();
    }

    @Test
    void task_that_is_a_job_in_the_engine_is_completed_there_and_assigned_to_nobody() {
        world.engine.tasks().haveUserTasksAsJobs();
        world.engine.create("acme.p", Json.mapper().createObjectNode());
        long job = world.engine.log().getLast().key();
        String jobTask = UserTaskId.ofJob("case~p-1", job);
        events.on("acme", jobTask, "bridge", created(Long.toString(job)));

        events.on("acme", jobTask, "anna", new TaskEvent.Claimed("anna"));
        events.on("acme", jobTask, "anna", new TaskEvent.Completed(null));

        assertThat(world.engine.tasks().results().get(job)).hasToString("{\"completedBy\":\"anna\"}");
        assertThat(world.engine.tasks().assignees()).isEmpty();
    }

    @Test
    void task_of_a_running_instance_whose_key_is_not_known_is_refused() {
        InstanceRef instance = new InstanceRef("acme", "case~p-1");
        String lost = UserTaskId.of("case~p-1", key + 1);
        forms.created(instance, lost, "review", false);
        world.memory.bind(instance, 7);

        assertThatThrownBy(() -> events.on("acme", lost, "anna", new TaskEvent.Completed(null)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("unknown-task"));
        assertThatThrownBy(() -> events.on("acme", lost, "anna", new TaskEvent.Claimed("anna")))
                .isInstanceOf(Refused.class);
        assertThat(world.engine.tasks().results()).isEmpty();
    }

    @Test
    void task_of_an_engine_before_this_one_is_passed_over() {
        InstanceRef instance = new InstanceRef("acme", "case~p-1");
        String former = UserTaskId.of("case~p-1", key + 1);
        forms.created(instance, former, "review", false);
        world.memory.bind(instance, 7);
        world.memory.forget(instance);

        events.on("acme", former, "anna", new TaskEvent.Completed(null));

        assertThat(world.engine.tasks().results()).isEmpty();
    }

    private static TaskEvent created(String engineKey) {
        return new TaskEvent.Created(
                "case", "case~p-1", engineKey, "Review", null, List.of(), List.of(), null, null, 50, null);
    }
}
