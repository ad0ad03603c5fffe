package io.docket.system.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Uploads;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterimJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Api OTHER = new Api("other");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    private static final String START = "<bpmn:startEvent id=\"start\">";
    private static final String NAMED_FORM =
            "<bpmn:extensionElements><zeebe:formDefinition formKey=\"FORM\"/></bpmn:extensionElements>";

    private String process = "";
    private String caseId = "";
    private String task = "";

    @BeforeEach
    void a_case_has_a_task_that_somebody_claimed() throws IOException {
        process = Fixtures.unique("loan-review");
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn(process)));
        String type = Fixtures.permitType(Map.of("process", process));
        caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                .path("id");
        await().atMost(PATIENCE).until(() -> tasks().size() == 1);
        task = Objects.toString(tasks().getFirst().get("id"));
        WORKER.accepted("claim-task", Map.of("taskId", task));
    }

    @Test
    void form_completes_its_task_stays_out_of_the_log_and_is_gone_when_the_process_ends() {
        Response brought = bring(task, Map.of("income", "1000 EUR"));
        Map<String, Object> reference = brought.jsonPath().getMap("$");
        assertThat(brought.statusCode()).isEqualTo(200);
        assertThat(brought.<String>path("key")).startsWith("bpm-form-submissions:process/" + caseId + "~");
        assertThat(WORKER.request().get(path(task)).<String>path("data.income")).isEqualTo("1000 EUR");
        assertThat(OTHER.request().get(path(task)).statusCode()).isEqualTo(404);

        WORKER.accepted("complete-task", Map.of("taskId", task, "form", reference));
        await().atMost(PATIENCE).until(() -> processes().equals(List.of("completed")));

        await().atMost(GONE_WITHIN)
                .until(() -> WORKER.request()
                                .get("/api/interim/data?key=" + reference.get("key"))
                                .statusCode()
                        == 404);
        String digest = Objects.toString(reference.get("sha256"));
        await().atMost(PATIENCE).until(() -> timeline().contains(digest));
        assertThat(timeline()).doesNotContain("1000 EUR");
        assertThat(DEMO.request().post("/api/interim/sweeps").<List<?>>path("orphans"))
                .isEmpty();
    }

    @Test
    void reference_that_is_not_what_was_brought_completes_nothing() {
        Map<String, Object> reference =
                bring(task, Map.of("income", "1000 EUR")).jsonPath().getMap("$");
        bring(task, Map.of("income", "1001 EUR"));

        Response refused = WORKER.send("complete-task", Map.of("taskId", task, "form", reference));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/form");
        assertThat(tasks().getFirst()).containsEntry("status", "open");
    }

    @Test
    void start_form_belongs_to_the_instance_that_it_started() {
        Response brought = WORKER.request()
                .contentType("application/json")
                .body(Map.of("data", Map.of("income", "1000 EUR")))
                .post("/api/interim/process-definitions/" + process + "/start-forms");
        Map<String, Object> form = brought.jsonPath().getMap("$");
        String instance = WORKER.accepted("start-process", Map.of("processId", process, "form", form))
                .path("id");

        await().atMost(PATIENCE)
                .until(() -> WORKER.send("start-process", Map.of("processId", process, "form", form))
                                .statusCode()
                        == 422);
        DEMO.accepted("cancel-process", Map.of("processInstanceId", instance));

        await().atMost(PATIENCE)
                .until(() -> WORKER.request()
                                .get("/api/interim/data?key=" + form.get("key"))
                                .statusCode()
                        == 404);
    }

    @Test
    void payload_of_a_message_that_starts_a_process_is_gone_when_that_process_ends() throws IOException {
        String begun = Fixtures.unique("begun");
        String bpmn = bpmn(begun)
                .replace("</bpmn:startEvent>", "<bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>")
                .replace("<bpmn:process", "<bpmn:message id=\"m\" name=\"" + begun + "\"/><bpmn:process");
        DEMO.accepted("deploy-process", Map.of("resourceName", begun + ".bpmn", "bpmn", bpmn));
        await().atMost(PATIENCE)
                .until(() -> DEMO.request()
                        .get("/api/history?subject=process-definition/" + begun)
                        .<List<String>>path("items.type")
                        .contains("docket.process-definition.activated.v1"));
        Map<String, Object> payload = DEMO.request()
                .contentType("application/json")
                .body(Map.of("data", Map.of("income", "1000 EUR")))
                .post("/api/interim/process-definitions/" + begun + "/start-messages")
                .jsonPath()
                .getMap("$");
        DEMO.accepted("publish-message", Map.of("name", begun, "correlationKey", "k", "payload", payload));
        await().atMost(PATIENCE).until(() -> instances(begun).size() == 1);
        assertThat(read(payload).<String>path("data.income")).isEqualTo("1000 EUR");

        DEMO.accepted(
                "cancel-process",
                Map.of("processInstanceId", instances(begun).getFirst().get("id")));
        await().atMost(PATIENCE)
                .until(() -> "terminated".equals(instances(begun).getFirst().get("state")));

        await().atMost(GONE_WITHIN).until(() -> read(payload).statusCode() == 404);
    }

    private static Response read(Map<String, Object> reference) {
        return WORKER.request().get("/api/interim/data?key=" + reference.get("key"));
    }

    private static List<Map<String, Object>> instances(String process) {
        return WORKER.request().get("/api/processes?process=" + process).path("items");
    }

    @Test
    void start_form_is_held_to_the_form_that_the_process_names() throws IOException {
        String form = Fixtures.unique("start");
        DEMO.accepted(
                "define-form",
                Map.of(
                        "id",
                        form,
                        "name",
                        "Start",
                        "schema",
                        Map.of(
                                "required",
                                List.of("income"),
                                "properties",
                                Map.of("income", Map.of("type", "string")))));
        DEMO.accepted(
                "deploy-process",
                Map.of(
                        "resourceName",
                        process + ".bpmn",
                        "bpmn",
                        bpmn(process).replace(START, START + NAMED_FORM.replace("FORM", form))));
        await().atMost(PATIENCE).until(() -> start(Map.of("income", 1)).statusCode() == 422);

        Response refused = start(Map.of("income", 1));
        Response accepted = start(Map.of("income", "1000 EUR"));

        assertThat(refused.<String>path("type")).endsWith("/form-mismatch");
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/data/income");
        assertThat(accepted.statusCode()).isEqualTo(201);
        String requested = "items.find { it.type == 'docket.process.requested.v1' }.data.checkedForm.";
        await().atMost(PATIENCE).until(() -> form.equals(history(accepted).path(requested + "id")));
        assertThat(history(accepted).<Integer>path(requested + "version")).isEqualTo(1);
        DEMO.accepted("cancel-process", Map.of("processInstanceId", accepted.path("id")));
    }

    @Test
    void planned_command_that_names_interim_data_has_its_effect_later_or_is_rejected() {
        Map<String, Object> form = bringToStart(Map.of("income", "1000 EUR"));
        String wrong = plan(Map.of("key", form.get("key"), "sha256", "ab".repeat(32)));
        await().atMost(PATIENCE).until(() -> outcomes(wrong).contains("docket.schedule.rejected.v1"));
        assertThat(WORKER.request()
                        .get("/api/processes?case=none&process=" + process)
                        .<List<?>>path("items"))
                .isEmpty();

        String right = plan(form);
        await().atMost(PATIENCE)
                .until(() -> WORKER.request()
                                .get("/api/processes?case=none&process=" + process)
                                .<List<?>>path("items")
                                .size()
                        == 1);

        // told after the effect
        await().atMost(PATIENCE).until(() -> outcomes(right).contains("docket.schedule.fired.v1"));
        assertThat(outcomes(right)).doesNotContain("docket.schedule.rejected.v1");
        assertThat(read(form).<String>path("data.income")).isEqualTo("1000 EUR");
    }

    private String plan(Map<String, Object> form) {
        return WORKER.accepted(
                        "schedule-command",
                        Map.of(
                                "command",
                                "start-process",
                                "data",
                                Map.of("processId", process, "form", form),
                                "after",
                                "PT1S"))
                .path("id");
    }

    private static List<String> outcomes(String schedule) {
        return DEMO.request().get("/api/history?subject=schedule/" + schedule).path("items.type");
    }

    private Response start(Map<String, ?> data) {
        return WORKER.send("start-process", Map.of("processId", process, "form", bringToStart(data)));
    }

    private Map<String, Object> bringToStart(Map<String, ?> data) {
        return WORKER.request()
                .contentType("application/json")
                .body(Map.of("data", data))
                .post("/api/interim/process-definitions/" + process + "/start-forms")
                .jsonPath()
                .getMap("$");
    }

    private static Response history(Response started) {
        return DEMO.request().get("/api/history?subject=process/" + started.path("id"));
    }

    @Test
    void file_that_was_brought_for_a_task_is_gone_when_the_process_ends() throws Exception {
        byte[] slip = "test".getBytes(UTF_8);
        Response announced = Uploads.announce(WORKER, "task/" + task, slip);
        String file = announced.path("id");
        assertThat(Uploads.upload(announced, slip)).isEqualTo(200);
        Response uploaded = WORKER.request().post("/api/files/" + file + "/complete");
        assertThat(uploaded.statusCode()).as(uploaded.asString()).isEqualTo(200);
        URI link = URI.create(WORKER.request()
                .redirects()
                .follow(false)
                .get("/api/files/" + file + "/content")
                .header("Location"));
        assertThat(Uploads.download(link).body()).isEqualTo(slip);

        WORKER.accepted("complete-task", Map.of("taskId", task));
        await().atMost(PATIENCE).until(() -> processes().equals(List.of("completed")));

        await().atMost(GONE_WITHIN)
                .until(() -> WORKER.request().get("/api/files/" + file).statusCode() == 404
                        && Uploads.download(link).statusCode() == 404);
    }

    private static Response bring(String task, Map<String, ?> data) {
        return WORKER.request()
                .contentType("application/json")
                .body(Map.of("data", data))
                .put(path(task));
    }

    private static String path(String task) {
        return "/api/interim/tasks/" + task + "/form";
    }

    private String timeline() {
        return WORKER.request().get("/api/cases/" + caseId + "/timeline").asString();
    }

    private List<Map<String, Object>> tasks() {
        return WORKER.request().get("/api/tasks?case=" + caseId).path("items");
    }

    private List<String> processes() {
        return WORKER.request().get("/api/processes?case=" + caseId).path("items.state");
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = Objects.requireNonNull(InterimJourneyIT.class.getResourceAsStream("/loan-review.bpmn"))) {
            return new String(in.readAllBytes(), UTF_8).replace("PROCESS_ID", process);
        }
    }
}
