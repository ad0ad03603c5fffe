package io.docket.system.journeys;

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
import org.junit.jupiter.api.Test;

class ProcessJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void opening_a_case_starts_its_process_whose_task_is_done_by_a_worker_until_the_process_ends() throws IOException {
        String process = Fixtures.unique("loan-review");
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn(process)));
        String type = Fixtures.permitType(Map.of("process", process));

        String caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                .path("id");
        await().atMost(PATIENCE).until(() -> tasks(caseId).size() == 1);
        Map<String, Object> task = tasks(caseId).getFirst();
        WORKER.accepted("claim-task", Map.of("taskId", task.get("id")));
        WORKER.accepted("complete-task", Map.of("taskId", task.get("id"), "data", Map.of("outcome", "approved")));

        await().atMost(PATIENCE).until(() -> processes(caseId).equals(List.of("completed")));
        assertThat(task.get("name")).isEqualTo("Review the application");
        assertThat(task.get("candidateGroups")).isEqualTo(List.of("loan-desk"));
        assertThat(task.get("processInstanceId")).isNotNull();
        assertThat(tasks(caseId)).extracting(each -> each.get("status")).containsExactly("completed");
    }

    private static List<Map<String, Object>> tasks(String caseId) {
        return WORKER.request().get("/api/tasks?case=" + caseId).path("items");
    }

    private static List<String> processes(String caseId) {
        Response response = WORKER.request().get("/api/processes?case=" + caseId);
        return response.path("items.state");
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = ProcessJourneyIT.class.getResourceAsStream("/loan-review.bpmn")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("PROCESS_ID", process);
        }
    }
}
