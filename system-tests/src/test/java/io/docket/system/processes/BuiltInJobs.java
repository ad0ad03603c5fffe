package io.docket.system.processes;

import static io.restassured.RestAssured.given;

import io.docket.system.support.Api;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Works the built-in jobs of cases by the commands that they stand for, as long as it is open. */
final class BuiltInJobs implements AutoCloseable {
    private static final String ENGINE = System.getenv().getOrDefault("DOCKET_ZEEBE_REST", "http://127.0.0.1:26580");
    private static final Api DEMO = new Api("demo");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    BuiltInJobs() {
        timer.scheduleWithFixedDelay(this::work, 0, 200, TimeUnit.MILLISECONDS);
    }

    private void work() {
        for (String type : List.of("docket:move-case", "docket:command")) {
            Response jobs = given().baseUri(ENGINE)
                    .contentType("application/json")
                    .body(Map.of("type", type, "timeout", 30_000, "maxJobsToActivate", 10, "requestTimeout", -1))
                    .post("/v2/jobs/activation");
            for (Map<String, Object> job : jobs.<List<Map<String, Object>>>path("jobs")) {
                perform(type, job);
                given().baseUri(ENGINE)
                        .contentType("application/json")
                        .body(Map.of("variables", Map.of()))
                        .post("/v2/jobs/" + job.get("key") + "/completion");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void perform(String type, Map<String, Object> job) {
        Map<String, Object> variables = (Map<String, Object>) job.get("variables");
        if (type.equals("docket:move-case")) {
            DEMO.send("move-case", Map.of("caseId", variables.get("caseId"), "stage", variables.get("stage")));
            return;
        }
        Map<String, Object> payload = new HashMap<>((Map<String, Object>) variables.get("payload"));
        String command = ((Map<String, String>) job.get("customHeaders")).get("command");
        if (command.equals("publish-message")) {
            given().baseUri(ENGINE)
                    .contentType("application/json")
                    .body(Map.of(
                            "name",
                            "acme." + payload.get("name"),
                            "correlationKey",
                            payload.get("correlationKey"),
                            "timeToLive",
                            10_000))
                    .post("/v2/messages/publication");
        } else {
            DEMO.send(command, payload);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
