package io.docket.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A case whose process waits for its only task, which the worker has claimed.
 *
 * @param process id of the process, of this case alone
 */
public record LoanReview(String process, String caseId, String task) {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A new one. */
    public static LoanReview claimed() throws IOException {
        String process = Fixtures.unique("loan-review");
        deploy(process);
        String type = Fixtures.permitType(Map.of("process", process));
        String caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                .path("id");
        await().atMost(PATIENCE).until(() -> tasks(caseId).size() == 1);
        String task = Objects.toString(tasks(caseId).getFirst().get("id"));
        WORKER.accepted("claim-task", Map.of("taskId", task));
        return new LoanReview(process, caseId, task);
    }

    /** Deploys the process under that id, and returns when the engine has it. */
    public static void deploy(String process) throws IOException {
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn(process)));
        await().atMost(PATIENCE)
                .until(() -> DEMO.request()
                        .get("/api/history?subject=process-definition/" + process)
                        .<List<String>>path("items.type")
                        .contains("docket.process-definition.activated.v1"));
    }

    /** Brings the form of the task. */
    public Response bring(Map<String, ?> body) {
        return WORKER.request().contentType("application/json").body(body).put("/api/interim/tasks/" + task + "/form");
    }

    /** Completes the task with the form that was brought. */
    public Response complete(Map<String, ?> reference) {
        return WORKER.send("complete-task", Map.of("taskId", task, "form", reference));
    }

    /** Status of the task, as the views know it. */
    public String status() {
        return Objects.toString(tasks(caseId).getFirst().get("status"));
    }

    /** Returns when the process is over. */
    public void awaitCompleted() {
        await().atMost(PATIENCE)
                .until(() -> List.of("completed")
                        .equals(WORKER.request()
                                .get("/api/processes?case=" + caseId)
                                .path("items.state")));
    }

    private static List<Map<String, Object>> tasks(String caseId) {
        return WORKER.request().get("/api/tasks?case=" + caseId).path("items");
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = Objects.requireNonNull(LoanReview.class.getResourceAsStream("/loan-review.bpmn"))) {
            return new String(in.readAllBytes(), UTF_8).replace("PROCESS_ID", process);
        }
    }
}
