package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.Cause;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.definition.DeploymentRef;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineResource;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.RedisMemory;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.simulation.World;
import io.docket.workflow.start.StartRequest;
import io.docket.workflow.start.StartVariables;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bridge's parts between the local stack's Zeebe, Kafka and Redis, and a recording command service. */
@SuppressWarnings("deprecation")
class EngineRoundTripIT {
    private static final long UNKNOWN_KEY = (1L << 51) + 1;

    private final InstanceRef instance = new InstanceRef("acme", "it-" + UUID.randomUUID() + "~loan-review-1");
    private final LiveBridge bridge = new LiveBridge();
    private final RedisMemory memory = bridge.memory;
    private final Engine engine = bridge.engine;

    EngineRoundTripIT() throws IOException {}

    @AfterEach
    void close() {
        memory.instances().engineKey(instance).ifPresent(this::cancelQuietly);
        bridge.close();
    }

    @Test
    void process_runs_from_its_start_through_a_user_task_to_its_end() {
        deploy();
        bridge.starts.start(request());
        JsonNode started = awaitCommand("record-process", "state", "started");
        JsonNode task = awaitCommand("create-task", "processInstanceId", instance.processInstanceId());

        assertThat(started.path("engineKey").asLong())
                .isEqualTo(memory.instances().engineKey(instance).orElseThrow());
        assertThat(task.path("name").asText()).isEqualTo("Review the application");
        assertThat(task.path("candidateGroups")).map(JsonNode::asText).containsExactly("underwriters", "seniors");

        String taskId = task.path("taskId").asText();
        bridge.userTasks.on("acme", taskId, "bridge", created(task));
        bridge.userTasks.on("acme", taskId, "anna", new TaskEvent.Claimed("anna"));
        bridge.userTasks.on("acme", taskId, "anna", new TaskEvent.Released("anna"));
        bridge.userTasks.on("acme", taskId, "anna", new TaskEvent.Claimed("anna"));
        ObjectNode data = Json.mapper().createObjectNode().put("outcome", "approved");
        bridge.userTasks.on("acme", taskId, "anna", new TaskEvent.Completed(data));
        bridge.userTasks.on("acme", taskId, "anna", new TaskEvent.Completed(data));

        awaitCommand("record-process", "state", "completed");
        assertThat(bridge.commands("assign-task")).isEmpty();
        assertThat(bridge.commands("complete-task")).isEmpty();
    }

    @Test
    void user_task_that_another_client_assigns_and_completes_is_told_so() {
        deploy();
        bridge.starts.start(request());
        JsonNode task = awaitCommand("create-task", "processInstanceId", instance.processInstanceId());
        long key = task.path("engineKey").asLong();

        bridge.client.newUserTaskAssignCommand(key).assignee("tom").send().join();
        bridge.client.newUserTaskUnassignCommand(key).send().join();
        bridge.client.newUserTaskCompleteCommand(key).send().join();

        String taskId = task.path("taskId").asText();
        awaitCompletion(taskId);
        assertThat(bridge.commands("assign-task"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"taskId\":\"" + taskId + "\",\"assignee\":\"tom\"}",
                        "{\"taskId\":\"" + taskId + "\",\"assignee\":null}");
    }

    @Test
    void job_of_a_user_task_that_another_client_completes_is_told_so() {
        deploy("job-review");
        bridge.starts.start(request("job-review"));
        JsonNode task = awaitCommand("create-task", "processInstanceId", instance.processInstanceId());

        bridge.client.newCompleteCommand(task.path("engineKey").asLong()).send().join();

        awaitCompletion(task.path("taskId").asText());
    }

    @Test
    void user_task_that_is_a_job_carries_everything_and_is_completed() {
        deploy("job-review");
        bridge.starts.start(request("job-review"));

        JsonNode task = awaitCommand("create-task", "processInstanceId", instance.processInstanceId());
        String taskId = task.path("taskId").asText();
        bridge.userTasks.on("acme", taskId, "bridge", created(task));
        bridge.userTasks.on("acme", taskId, "bert", new TaskEvent.Assigned("bert", "anna"));
        bridge.userTasks.on("acme", taskId, "bert", new TaskEvent.Completed(null));
        bridge.userTasks.on("acme", taskId, "bert", new TaskEvent.Completed(null));

        awaitCommand("record-process", "state", "completed");
        assertThat(task.path("name").asText()).isEqualTo("Review the application");
        assertThat(task.path("assignee").asText()).isEqualTo("anna");
        assertThat(task.path("candidateUsers")).map(JsonNode::asText).containsExactly("anna", "bert");
        assertThat(task.path("candidateGroups")).map(JsonNode::asText).containsExactly("underwriters", "seniors");
        assertThat(task.path("due").asText()).isEqualTo("2030-05-01T12:00:00Z");
        assertThat(task.path("followUp").asText()).isEqualTo("2030-04-01T12:00:00+02:00");
        assertThat(task.path("formKey").asText()).isEqualTo("loan-review-form");
    }

    @Test
    void user_tasks_of_one_step_that_run_side_by_side_are_tasks_with_a_form_each_and_end_one_by_one() {
        deploy("panel");
        bridge.starts.start(request("panel"));

        JsonNode one = awaitTaskBut("");
        JsonNode other = awaitTaskBut(one.path("taskId").asText());

        assertThat(List.of(one, other)).allSatisfy(task -> {
            assertThat(task.path("taskDefinitionKey").asText()).isEqualTo("assess");
            assertThat(task.path("repeated").asBoolean()).isTrue();
            assertThat(formKey(task))
                    .isEqualTo(InterimKeys.taskForm(
                            instance.processInstanceId(),
                            "assess",
                            task.path("taskId").asText()));
        });
        assertThat(List.of(member(one), member(other))).containsExactlyInAnyOrder("anna", "bert");
        complete(one);
        complete(other);
        awaitCommand("record-process", "state", "completed");
        assertThat(bridge.commands("create-task")
                        .map(task -> task.path("processInstanceId").asText()))
                .filteredOn(instance.processInstanceId()::equals)
                .hasSize(2);
    }

    @Test
    void cancelled_instance_cancels_its_task_and_is_reported_terminated() {
        deploy();
        bridge.starts.start(request());
        awaitCommand("create-task", "processInstanceId", instance.processInstanceId());

        bridge.instances.cancel(instance, "event-1");
        bridge.instances.cancel(instance, "event-1");

        awaitCommand("record-process", "state", "terminated");
        assertThat(bridge.server.commands())
                .extracting(RecordingServer.Request::type)
                .contains("cancel-task");
    }

    @Test
    void start_whose_answer_was_lost_is_found_in_the_engines_log() {
        deploy();
        memory.instances().claim(instance, Instant.now().minusSeconds(60));
        long key = engine.create("acme.loan-review", StartVariables.of(request(), Set.of()));

        bridge.starts.start(request());

        assertThat(memory.instances().engineKey(instance)).hasValue(key);
    }

    @Test
    void start_that_never_reached_the_engine_is_made_up_for() {
        deploy();
        memory.instances().claim(instance, Instant.now().minusSeconds(60));

        bridge.starts.start(request());

        assertThat(memory.instances().engineKey(instance)).isPresent();
    }

    @Test
    void what_the_engine_will_never_do_is_refused() {
        assertThatThrownBy(() -> engine.deploy(List.of(new EngineResource("acme/bad.bpmn", "<x/>"))))
                .isInstanceOf(Refused.class)
                .isNotInstanceOf(NotFound.class);
        assertThatThrownBy(() -> engine.create("no-such-process", Json.mapper().createObjectNode()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> engine.completeUserTask(UNKNOWN_KEY, Json.mapper().createObjectNode()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> engine.cancel(UNKNOWN_KEY)).isInstanceOf(NotFound.class);
        ObjectNode large = Json.mapper().createObjectNode().put("large", "x".repeat(4_000_000));
        assertThatThrownBy(() -> engine.create("no-such-process", large))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.code()).isEqualTo("too-large"));
    }

    private void deploy() {
        deploy("loan-review");
    }

    private void deploy(String process) {
        ProcessDefinitionEvent.Deployed definition =
                new ProcessDefinitionEvent.Deployed(process + ".bpmn", List.of(process), World.process(process));
        bridge.deployments.deploy(new DeploymentRef("acme", process, 1, "e-1"), definition);
    }

    private StartRequest request() {
        return request("loan-review");
    }

    private StartRequest request(String process) {
        return new StartRequest(
                instance,
                process,
                Json.mapper().createObjectNode().put("followUp", "2030-04-01T12:00:00+02:00"),
                new StartRequest.Origin("e-2", "0-1", Instant.now(), new Cause("e-2", "e-2", 1)));
    }

    private JsonNode awaitTaskBut(String taskId) {
        return bridge.awaitCommand(
                "create-task",
                task -> task.path("processInstanceId").asText().equals(instance.processInstanceId())
                        && !task.path("taskId").asText().equals(taskId));
    }

    /** Where the form of a task is kept that was made by the command. */
    private String formKey(JsonNode task) {
        TaskForms forms = bridge.redis.taskForms();
        String taskId = task.path("taskId").asText();
        new InterimEvents(bridge.interimData, forms, bridge.removals, Duration.ofDays(1), bridge.clock)
                .on("acme", taskId, created(task));
        return forms.find("acme", taskId).orElseThrow().key();
    }

    private void complete(JsonNode task) {
        String taskId = task.path("taskId").asText();
        bridge.userTasks.on("acme", taskId, "bridge", created(task));
        bridge.userTasks.on("acme", taskId, member(task), new TaskEvent.Completed(null));
    }

    private static String member(JsonNode task) {
        return task.at("/candidateUsers/0").asText();
    }

    private void awaitCompletion(String taskId) {
        bridge.awaitCommand(
                "complete-task", body -> body.path("taskId").asText().equals(taskId));
    }

    private JsonNode awaitCommand(String type, String field, String value) {
        return bridge.awaitCommand(
                type,
                body -> body.path("processInstanceId").asText().equals(instance.processInstanceId())
                        && body.path(field).asText().equals(value));
    }

    private void cancelQuietly(long key) {
        try {
            engine.cancel(key);
        } catch (NotFound e) {
            assertThat(e.code()).isEqualTo("not-found");
        }
    }

    private static TaskEvent created(JsonNode task) {
        return new TaskEvent.Created(
                task.path("caseId").asText(),
                task.path("processInstanceId").asText(),
                task.path("engineKey").asText(),
                task.path("name").asText(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                50,
                null,
                task.path("taskDefinitionKey").asText(),
                task.path("repeated").asBoolean() ? true : null);
    }
}
