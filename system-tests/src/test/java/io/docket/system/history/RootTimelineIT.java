package io.docket.system.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.system.support.Api;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An auditor asks who changed what does not belong to a case. */
class RootTimelineIT {
    private static final Api AUDITOR = new Api("demo");
    private static final Api WORKER = new Api("worker");

    @Test
    void who_took_a_task_without_a_case_is_told_to_auditors_alone() {
        String id = WORKER.accepted("create-task", Map.of("name", "Call back")).path("id");
        Response claimed = WORKER.accepted("claim-task", Map.of("taskId", id));
        String path = "/api/history/timeline?subject=task/" + id;

        Response timeline = AUDITOR.after(claimed, path);

        assertThat(timeline.statusCode()).isEqualTo(200);
        assertThat(timeline.<List<String>>path("items.type"))
                .containsExactly("docket.task.created.v1", "docket.task.claimed.v1");
        assertThat(timeline.<List<Map<String, Object>>>path("items[1].changes"))
                .containsExactly(Map.of("field", "assignee", "to", "worker"));
        assertThat(WORKER.request().get(path).statusCode()).isEqualTo(403);
    }
}
