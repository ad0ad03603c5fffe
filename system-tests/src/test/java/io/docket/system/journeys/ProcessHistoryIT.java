package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessHistoryIT {
    private static final Api DEMO = new Api("demo");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String process = Fixtures.unique("loan-review");

    @Test
    void instance_is_seen_on_its_diagram_moves_to_another_version_and_ends_there() throws IOException {
        deploy(bpmn());
        String instance = start();
        await().atMost(PATIENCE).until(() -> states(instance), states -> states.contains("review active"));
        deploy(bpmn().replace("\"review\"", "\"check\""));
        awaitVersion(2);

        JsonPath without = get("/api/processes/" + instance + "/migration?processVersion=2");
        JsonPath with = get("/api/processes/" + instance + "/migration?processVersion=2&map.review=check");
        migrate(instance, 2, Map.of("review", "check"));
        awaitAt(instance, "check");
        assertThat(get("/api/processes/" + instance).getInt("processVersion")).isEqualTo(2);
        DEMO.accepted("cancel-process", Map.of("processInstanceId", instance));
        await().atMost(PATIENCE)
                .until(() -> get("/api/processes/" + instance).get("state").equals("terminated"));
        assertThat(without.getBoolean("possible")).isFalse();
        assertThat(without.getList("lost")).isEqualTo(List.of("review"));
        assertThat(with.getBoolean("possible")).isTrue();
        assertThat(states(instance)).contains("start completed", "check terminated");
        assertThat(get("/api/process-definitions/" + process + "?version=1").getString("bpmn"))
                .contains("\"review\"");
    }

    @Test
    void instance_that_moved_is_at_the_elements_of_its_new_version_and_can_move_again() throws IOException {
        deploy(bpmn());
        String instance = start();
        await().atMost(PATIENCE).until(() -> states(instance), states -> states.contains("review active"));
        deploy(bpmn().replace("\"review\"", "\"check\""));
        awaitVersion(2);
        deploy(bpmn().replace("\"review\"", "\"decide\""));
        awaitVersion(3);

        migrate(instance, 2, Map.of("review", "check"));
        awaitAt(instance, "check");
        JsonPath dryRun = get("/api/processes/" + instance + "/migration?processVersion=3&map.check=decide");
        migrate(instance, 3, Map.of("check", "decide"));
        awaitAt(instance, "decide");

        JsonPath moved = get("/api/processes/" + instance);
        JsonPath step = get("/api/processes/" + instance + "/history?element=decide");
        DEMO.accepted("cancel-process", Map.of("processInstanceId", instance));
        await().atMost(PATIENCE).until(() -> states(instance), states -> states.contains("decide terminated"));
        assertThat(dryRun.getList("problems")).isEmpty();
        assertThat(dryRun.getBoolean("possible")).isTrue();
        assertThat(moved.getLong("processVersion")).isEqualTo(3);
        assertThat(moved.getList("activeElements.elementId")).isEqualTo(List.of("decide"));
        assertThat(step.getList("items[0].formerElements.elementId")).isEqualTo(List.of("review", "check"));
        assertThat(states(instance))
                .contains("start completed")
                .noneMatch(state -> state.startsWith("review ") || state.startsWith("check "));
    }

    /** In the history and in the instance itself, which are views of their own. */
    private static void awaitAt(String instance, String element) {
        await().atMost(PATIENCE).until(() -> states(instance), states -> states.contains(element + " active"));
        await().atMost(PATIENCE)
                .until(() -> List.of(element)
                        .equals(get("/api/processes/" + instance).getList("activeElements.elementId")));
    }

    private void awaitVersion(int version) {
        await().atMost(PATIENCE)
                .until(() -> get("/api/process-definitions/" + process + "?version=" + version)
                                .get("bpmn")
                        != null);
    }

    private static void migrate(String instance, int version, Map<String, String> mapping) {
        DEMO.accepted(
                "migrate-case", Map.of("processInstanceId", instance, "processVersion", version, "mapping", mapping));
    }

    @Test
    void start_of_a_process_that_is_not_deployed_is_an_incident_until_it_is() throws IOException {
        String instance = start();
        await().atMost(PATIENCE)
                .until(() -> List.of("process-missing")
                        .equals(get("/api/processes/" + instance).getList("incidents.kind")));

        deploy(bpmn());

        await().atMost(PATIENCE).until(() -> states(instance), states -> states.contains("review active"));
        await().atMost(PATIENCE)
                .until(() ->
                        get("/api/processes/" + instance).getList("incidents").isEmpty());
        DEMO.accepted("cancel-process", Map.of("processInstanceId", instance));
    }

    @Test
    void deployment_that_cannot_be_run_is_refused_at_once_or_told_by_the_engine() throws IOException {
        assertThat(DEMO.send(
                                "deploy-process",
                                Map.of(
                                        "resourceName",
                                        process + ".bpmn",
                                        "bpmn",
                                        bpmn().replace("bpmn:userTask", "bpmn:transaction")))
                        .statusCode())
                .isEqualTo(422);
        deploy(bpmn().replace("sourceRef=\"review\"", "sourceRef=\"nowhere\""));

        await().atMost(PATIENCE)
                .until(() ->
                        get("/api/process-definitions/" + process).get("state").equals("refused"));
        assertThat(get("/api/process-definitions/" + process).getString("refusal.message"))
                .isNotBlank();
    }

    private void deploy(String bpmn) {
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn));
    }

    private String start() {
        return DEMO.accepted("start-process", Map.of("processId", process, "variables", Map.of()))
                .path("id");
    }

    private static List<String> states(String instance) {
        JsonPath history = get("/api/processes/" + instance + "/history");
        List<Map<String, Object>> items = history.getList("items");
        return items == null
                ? List.of()
                : items.stream()
                        .map(step -> step.get("elementId") + " " + step.get("state"))
                        .toList();
    }

    private static JsonPath get(String path) {
        return DEMO.request().get(path).jsonPath();
    }

    private static String bpmn(String name) throws IOException {
        try (InputStream in = ProcessHistoryIT.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String bpmn() throws IOException {
        return bpmn("/loan-review.bpmn").replace("PROCESS_ID", process);
    }
}
