package io.docket.system.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
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
    void file_that_was_brought_for_a_task_is_gone_when_the_process_ends() {
        String file = WORKER.request()
                .contentType("application/json")
                .body(Map.of(
                        "name", "slip.txt",
                        "contentType", "text/plain",
                        "size", 4,
                        "sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        "subject", "task/" + task))
                .post("/api/files")
                .path("id");
        assertThat(WORKER.request().get("/api/files/" + file).statusCode()).isEqualTo(200);

        WORKER.accepted("complete-task", Map.of("taskId", task));
        await().atMost(PATIENCE).until(() -> processes().equals(List.of("completed")));

        await().atMost(GONE_WITHIN)
                .until(() -> WORKER.request().get("/api/files/" + file).statusCode() == 404);
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
