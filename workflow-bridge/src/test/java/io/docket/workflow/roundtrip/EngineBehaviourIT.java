package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessDefinitionEvent.Resource;
import io.docket.contracts.event.ProcessDefinitionEvent.ResourcesDeployed;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.simulation.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the bridge does with the local stack's Zeebe beside starting instances and doing user tasks. */
@SuppressWarnings("deprecation")
class EngineBehaviourIT {
    private final String process = "it-" + UUID.randomUUID();
    private final String instance = process + "~p-1";
    private final LiveBridge bridge = new LiveBridge();

    EngineBehaviourIT() throws IOException {}

    @AfterEach
    void close() {
        bridge.happens("process", instance, new ProcessEvent.CancelRequested());
        bridge.close();
    }

    @Test
    void way_through_timer_message_decision_and_failing_job_is_told_step_by_step() {
        deployFlow();
        request(Map.of("amount", 250));
        awaitStep("timer-fired", "wait");

        publish("paid", Map.of("receipt", "r-1"));
        awaitStep("message-correlated", "paid");
        JsonNode rated = awaitStep("completed", "rate");
        fail(job(), 1);
        JsonNode failure = awaitStep("job-failed", "charge");
        bridge.client
                .newCompleteCommand(job().getKey())
                .variables("{\"charged\":true}")
                .send()
                .join();
        awaitReport("completed");

        assertThat(dataKeys(rated)).containsExactly("rate");
        assertThat(failure.path("retries").asInt()).isEqualTo(1);
        assertThat(failure.path("message").asText()).isEqualTo("declined");
        assertThat(steps().map(step -> step.path("kind").asText() + " "
                        + step.path("elementId").asText()))
                .contains(
                        "activated received",
                        "completed paid",
                        "activated charge",
                        "completed charge",
                        "completed done");
        assertThat(dataKeys(awaitStep("completed", "paid"))).contains("receipt");
        assertThat(dataKeys(awaitStep("completed", "charge"))).contains("charged");
        assertThat(bridge.commands("record-steps").map(JsonNode::toString)).noneMatch(body -> body.contains("r-1"));
    }

    @Test
    void job_without_retries_is_an_incident_that_can_be_resolved() {
        deployFlow();
        request(Map.of("amount", 250));
        publish("paid", Map.of());
        fail(job(), 0);
        JsonNode raised = incident("raised");

        bridge.happens(
                "process",
                instance,
                new ProcessEvent.IncidentRetryRequested(
                        raised.path("incidentId").asText(),
                        raised.path("jobKey").asText(),
                        3,
                        null));
        incident("resolved");

        assertThat(raised.path("kind").asText()).isEqualTo("job-no-retries");
        assertThat(raised.path("message").asText()).isEqualTo("declined");
        assertThat(raised.path("elementId").asText()).isEqualTo("charge");
        ActivatedJob again = job();
        assertThat(again.getRetries()).isEqualTo(3);
        bridge.client.newCompleteCommand(again.getKey()).send().join();
        awaitReport("completed");
    }

    @Test
    void incident_without_a_job_comes_again_while_its_cause_is_there() {
        deployFlow(process + "-nowhere");
        request(Map.of("amount", 250));
        publish("paid", Map.of());
        JsonNode raised = incident("raised");

        bridge.happens(
                "process",
                instance,
                new ProcessEvent.IncidentRetryRequested(
                        raised.path("incidentId").asText(), null, null, null));
        JsonNode again = bridge.awaitCommand(
                "record-incident",
                body -> ofInstance(body)
                        && body.path("state").asText().equals("raised")
                        && !body.path("incidentId").equals(raised.path("incidentId")));

        assertThat(raised.path("elementId").asText()).isEqualTo("rate");
        assertThat(again.path("elementId").asText()).isEqualTo("rate");
    }

    @Test
    void instance_goes_on_in_another_version_at_the_element_that_is_named() {
        deployReview("review");
        request(Map.of("followUp", "2030-04-01T12:00:00+02:00"));
        bridge.awaitCommand("create-task", this::ofInstance);
        deployReview("check");

        bridge.happens(
                "process",
                instance,
                new ProcessEvent.MigrationRequested(process, 1, process, 2, Map.of("review", "check")));
        JsonNode migrated = awaitReport("migrated");
        JsonNode moved = awaitStep("migrated", "check");

        assertThat(migrated.path("processVersion").asInt()).isEqualTo(2);
        assertThat(migrated.path("processId").asText()).isEqualTo(process);
        assertThat(moved.path("elementType").asText()).isEqualTo("USER_TASK");
        assertThat(bridge.commands("record-incident").filter(this::ofInstance)).isEmpty();
    }

    @Test
    void migration_that_leaves_no_place_for_what_is_active_is_an_incident() {
        deployReview("review");
        request(Map.of("followUp", "2030-04-01T12:00:00+02:00"));
        bridge.awaitCommand("create-task", this::ofInstance);
        deployReview("check");

        bridge.happens("process", instance, new ProcessEvent.MigrationRequested(process, 1, process, 2, Map.of()));

        JsonNode raised = incident("raised");
        assertThat(raised.path("message").asText()).contains("review");
        assertThat(raised.path("eventPosition").asText()).isNotEmpty();
    }

    @Test
    void message_of_no_time_to_live_reaches_only_who_waits_for_it() {
        deployFlow();
        request(Map.of("amount", 250));
        awaitStep("activated", "paid");
        bridge.happens("message", "m-0", new MessageEvent.Published("unpaid", "k", null, null, "PT0S", null));
        InterimRef payload = payload();
        bridge.happens("message", "m-1", new MessageEvent.Published("paid", instance, null, payload, "PT0S", null));

        JsonNode step = awaitStep("completed", "paid");
        assertThat(dataKeys(step)).containsExactly("payloadKey");
    }

    @Test
    void instance_that_a_message_starts_is_taken_in_with_its_steps() {
        String bpmn = LiveBridge.file("/bpmn/loan-flow.bpmn")
                .replace("PROCESS_ID", process)
                .replace("DECISION_ID", process + "-rate")
                .replace("JOB_TYPE", process)
                .replace("<bpmn:startEvent id=\"received\"/>", """
                        <bpmn:startEvent id="received"><bpmn:messageEventDefinition messageRef="begin"/></bpmn:startEvent>""")
                .replace("<bpmn:process", "<bpmn:message id=\"begin\" name=\"begin-" + process + "\"/><bpmn:process");
        bridge.happens(
                "process-definition", process, new Deployed("flow.bpmn", List.of(process), bpmn, List.of(decision())));

        InterimRef payload = payload();
        bridge.happens(
                "message", "m-b", new MessageEvent.Published("begin-" + process, "k", null, payload, "PT0S", null));

        JsonNode adopted = bridge.awaitCommand(
                "adopt-process", body -> body.path("processId").asText().equals(process));
        String id = adopted.path("processInstanceId").asText();
        bridge.awaitCommand(
                "record-steps",
                body -> body.path("processInstanceId").asText().equals(id)
                        && steps(body)
                                .anyMatch(step -> is(step, "message-correlated", "received")
                                        && step.path("message").asText().equals("begin-" + process)
                                        && step.path("correlationKey").asText().equals("k")));
        assertThat(bridge.interimData.ownerOf(payload.key())).contains(new InstanceRef("acme", id));
        bridge.engine.cancel(adopted.path("engineKey").asLong());
    }

    private InterimRef payload() {
        String key = InterimKeys.startMessage(process, "1");
        bridge.interimData.putUnbound(
                "acme", key, Map.of("data", Vault.prefix("acme") + "sealed"), Duration.ofMinutes(1));
        return new InterimRef(key, "ab".repeat(32), null);
    }

    @Test
    void decisions_and_forms_are_deployed_by_themselves_and_their_versions_told() {
        bridge.happens(
                "process-definition",
                process + ".dmn",
                new ResourcesDeployed(
                        List.of(decision(), new Resource("ask.form", LiveBridge.file("/form/ask.form")))));

        JsonNode told = bridge.awaitCommand(
                "record-deployment", body -> body.path("definitionId").asText().equals(process + ".dmn"));
        assertThat(told.path("decisions")).hasSize(2);
        assertThat(told.at("/decisions/0/id").asText()).startsWith(process);
        assertThat(told.at("/forms/0/id").asText()).isEqualTo("ask");
    }

    @Test
    void deployment_that_the_engine_cannot_run_is_told_as_refused() {
        String bpmn = LiveBridge.file("/bpmn/loan-flow.bpmn")
                .replace("PROCESS_ID", process)
                .replace("PT0.1S", "soon");
        bridge.happens("process-definition", process, new Deployed("flow.bpmn", List.of(process), bpmn));

        JsonNode told = bridge.awaitCommand(
                "record-deployment", body -> body.path("definitionId").asText().equals(process));
        assertThat(told.path("outcome").asText()).isEqualTo("refused");
        assertThat(told.path("message").asText()).contains("soon");
    }

    private void deployFlow() {
        deployFlow(process + "-rate");
    }

    private void deployFlow(String decision) {
        String bpmn = LiveBridge.file("/bpmn/loan-flow.bpmn")
                .replace("PROCESS_ID", process)
                .replace("DECISION_ID", decision)
                .replace("JOB_TYPE", process);
        bridge.happens(
                "process-definition", process, new Deployed("flow.bpmn", List.of(process), bpmn, List.of(decision())));
    }

    private Resource decision() {
        return new Resource("rates.dmn", LiveBridge.file("/dmn/rates.dmn").replace("DECISION_ID", process + "-rate"));
    }

    private void deployReview(String task) {
        String bpmn = World.sample()
                .replace("\"loan-review\"", "\"" + process + "\"")
                .replace("\"review\"", "\"" + task + "\"");
        bridge.happens("process-definition", process, new Deployed("review.bpmn", List.of(process), bpmn));
    }

    private void request(Map<String, Object> variables) {
        bridge.happens(
                "process",
                instance,
                new ProcessEvent.Requested(process, process, Json.mapper().valueToTree(variables)));
    }

    private void publish(String name, Map<String, Object> variables) {
        bridge.happens(
                "message",
                "m-" + name,
                new MessageEvent.Published(name, instance, Json.mapper().valueToTree(variables), null, "PT1M", null));
    }

    private ActivatedJob job() {
        return await().atMost(LiveBridge.PATIENCE)
                .until(
                        () -> {
                            bridge.readEngine();
                            return bridge
                                    .client
                                    .newActivateJobsCommand()
                                    .jobType(process)
                                    .maxJobsToActivate(1)
                                    .timeout(Duration.ofMinutes(1))
                                    .requestTimeout(Duration.ofMillis(500))
                                    .send()
                                    .join()
                                    .getJobs()
                                    .stream()
                                    .findFirst()
                                    .orElse(null);
                        },
                        Objects::nonNull);
    }

    private void fail(ActivatedJob job, int retries) {
        bridge.client
                .newFailCommand(job.getKey())
                .retries(retries)
                .errorMessage("declined")
                .send()
                .join();
    }

    private JsonNode awaitStep(String kind, String element) {
        bridge.awaitCommand(
                "record-steps", body -> ofInstance(body) && steps(body).anyMatch(step -> is(step, kind, element)));
        return steps().filter(step -> is(step, kind, element)).findFirst().orElseThrow();
    }

    private JsonNode incident(String state) {
        return bridge.awaitCommand(
                "record-incident",
                body -> ofInstance(body) && body.path("state").asText().equals(state));
    }

    private JsonNode awaitReport(String state) {
        return bridge.awaitCommand(
                "record-process",
                body -> ofInstance(body) && body.path("state").asText().equals(state));
    }

    private Stream<JsonNode> steps() {
        return bridge.commands("record-steps").filter(this::ofInstance).flatMap(EngineBehaviourIT::steps);
    }

    private static Stream<JsonNode> steps(JsonNode body) {
        return body.path("steps").valueStream();
    }

    private static List<String> dataKeys(JsonNode step) {
        return step.path("dataKeys").valueStream().map(JsonNode::asText).toList();
    }

    private boolean ofInstance(JsonNode body) {
        return body.path("processInstanceId").asText().equals(instance);
    }

    private static boolean is(JsonNode step, String kind, String element) {
        return step.path("kind").asText().equals(kind)
                && step.path("elementId").asText().equals(element);
    }
}
