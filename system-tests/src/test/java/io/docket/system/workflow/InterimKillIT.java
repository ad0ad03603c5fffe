package io.docket.system.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Servers;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** The bridge is killed when a process ends: what was kept for it is gone soon after the bridge is back. */
class InterimKillIT {
    private static final Logger LOG = Logger.getLogger(InterimKillIT.class);
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final String BRIDGE = "workflow-bridge";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Until Kafka gives the partitions of the dead bridge to the new one. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    @Test
    void form_is_gone_soon_after_a_bridge_is_back_that_was_killed_when_the_process_ended() throws IOException {
        String task = claimedTask(Fixtures.unique("loan-review"));
        Map<String, Object> form = WORKER.request()
                .contentType("application/json")
                .body(Map.of("data", Map.of("income", "1000 EUR")))
                .put("/api/interim/tasks/" + task + "/form")
                .jsonPath()
                .getMap("$");
        int restarts = Servers.restarts(BRIDGE);
        WORKER.accepted("complete-task", Map.of("taskId", task, "form", form));

        Servers.kill(BRIDGE);
        Instant killed = Instant.now();
        await().atMost(PATIENCE).until(() -> Servers.restarts(BRIDGE) > restarts && Servers.ready(BRIDGE));
        Duration back = Duration.between(killed, Instant.now());
        await().atMost(PATIENCE).until(() -> read(form).statusCode() == 404);
        Duration gone = Duration.between(killed, Instant.now());

        LOG.infof(
                "after the kill the bridge was back in %s ms, the form gone in %s ms",
                back.toMillis(), gone.toMillis());
        Duration served = back.compareTo(SESSION) > 0 ? back : SESSION;
        assertThat(gone).isLessThan(served.plus(GONE_WITHIN));
    }

    private static Response read(Map<String, Object> form) {
        return WORKER.request().get("/api/interim/data?key=" + form.get("key"));
    }

    private static String claimedTask(String process) throws IOException {
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn(process)));
        String type = Fixtures.permitType(Map.of("process", process));
        String caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                .path("id");
        await().atMost(PATIENCE).until(() -> tasks(caseId).size() == 1);
        String task = Objects.toString(tasks(caseId).getFirst().get("id"));
        WORKER.accepted("claim-task", Map.of("taskId", task));
        return task;
    }

    private static List<Map<String, Object>> tasks(String caseId) {
        return WORKER.request().get("/api/tasks?case=" + caseId).path("items");
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = Objects.requireNonNull(InterimKillIT.class.getResourceAsStream("/loan-review.bpmn"))) {
            return new String(in.readAllBytes(), UTF_8).replace("PROCESS_ID", process);
        }
    }
}
