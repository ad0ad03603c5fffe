package io.docket.system.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.LoanReview;
import io.docket.system.support.Platform;
import io.docket.system.support.Servers;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine is down for longer than the bridge waits in silence: all is taken and told meanwhile, and done once afterwards. */
class EngineAwayIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final String ENGINE = "zeebe";
    private static final int STARTS = 50;

    /** An effect is an incident after 60 s. */
    private static final Duration OUTAGE = Duration.ofSeconds(80);

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int QUIET_LINES = 100;
    private static final Pattern STUCK =
            Pattern.compile("^docket_bridge_lanes_stuck(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);

    private final String process = Fixtures.unique("loan-review");
    private final List<String> instances = new ArrayList<>();

    @BeforeEach
    void the_engine_knows_the_process() throws IOException {
        LoanReview.deploy(process);
    }

    @AfterEach
    void the_engine_is_back_and_nothing_of_this_runs() throws IOException {
        Servers.release(ENGINE);
        instances.forEach(instance -> DEMO.send("cancel-process", Map.of("processInstanceId", instance)));
    }

    @Test
    void what_is_asked_of_an_engine_that_is_down_is_taken_told_and_done_once_when_it_is_back() throws IOException {
        long records = EngineTruth.end();
        Servers.hold(ENGINE);
        Instant away = Instant.now();
        long lines = linesOfTheBridge();

        for (int i = 0; i < STARTS; i++) {
            Response start = WORKER.send("start-process", Map.of("processId", process, "variables", Map.of("n", i)));
            assertThat(start.statusCode()).as(start.asString()).isEqualTo(201);
            instances.add(start.path("id"));
        }
        await().atMost(PATIENCE).until(() -> stuckLanes() > 0);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            assertThat(RestAssured.get(Platform.bridge() + "/q/health/ready").statusCode())
                    .isEqualTo(200);
            return Instant.now().isAfter(away.plus(OUTAGE))
                    && openIncidents().stream().flatMap(List::stream).toList().contains("effect-waiting");
        });
        Response health = RestAssured.get(Platform.bridge() + "/hc");
        long linesMeanwhile = linesOfTheBridge() - lines;
        Servers.release(ENGINE);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running().<List<String>>path("items.findAll { it.activeElements }.id"))
                        .containsExactlyInAnyOrderElementsOf(instances));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(openIncidents()).isEmpty());
        await().atMost(PATIENCE).until(() -> stuckLanes() == 0);
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.<Map<String, Object>>path("checks.find { it.name == 'engine' }.data"))
                .containsEntry("reachable", false)
                .containsKey("awaySince");
        assertThat(health.<Map<String, Object>>path("checks.find { it.name == 'logs' }.data")
                        .values())
                .anySatisfy(told -> assertThat(told).asString().startsWith("stuck since "));
        assertThat(linesMeanwhile).isLessThan(QUIET_LINES);
        EngineTruth engine = EngineTruth.since(records, process);
        assertThat(engine.activeInstances()).hasSize(STARTS);
        assertThat(engine.endedInstances()).isEmpty();
        assertThat(running().<List<String>>path("items.engineKey"))
                .containsExactlyInAnyOrderElementsOf(engine.activeInstances());
    }

    private Response running() {
        return WORKER.request().get("/api/processes?state=active&limit=100&process=" + process);
    }

    /** Kinds of the incidents of each instance that has some. */
    private List<List<String>> openIncidents() {
        return WORKER.request()
                .get("/api/processes?incident=yes&limit=100&process=" + process)
                .path("items.incidents.kind");
    }

    private static double stuckLanes() {
        Matcher metric =
                STUCK.matcher(RestAssured.get(Platform.bridge() + "/metrics").asString());
        assertThat(metric.find()).as("docket_bridge_lanes_stuck").isTrue();
        return Double.parseDouble(metric.group(1));
    }

    private static long linesOfTheBridge() throws IOException {
        Path log = Platform.home().resolve("logs/workflow-bridge.log");
        long lines = 0;
        for (byte character : Files.readAllBytes(log)) {
            lines += character == '\n' ? 1 : 0;
        }
        return lines;
    }
}
