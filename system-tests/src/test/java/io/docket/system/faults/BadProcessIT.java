package io.docket.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Platform;
import io.docket.system.support.Servers;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad processes: each is a clear answer, event or incident, and another process runs to its end after it. */
@TestMethodOrder(OrderAnnotation.class)
class BadProcessIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LAST = Integer.MAX_VALUE;
    private static final int MORE_THAN_A_START_MAY_HAVE = 1_100_000;
    private static final String SCRIPT = "<zeebe:header key=\"expression\" value=\"=1 + 1\"/>";

    private static final String BRIDGE = "workflow-bridge";
    private static final String UNWORKED = Fixtures.unique("unworked");

    private static String unworked;

    private final String process = Fixtures.unique("bad");

    /**
     * The host is on the list, so that its address alone keeps processes away from it. What nobody works on is started
     * before all others, because the bridge waits a while before it tells of it.
     */
    @BeforeAll
    static void allow_a_host_inside_and_start_what_nobody_works_on() throws IOException {
        Servers.restart(BRIDGE, Map.of("docket.bridge.http.allow.acme", "10.0.0.1"));
        DEMO.accepted("deploy-process", deployment(UNWORKED, bpmn(UNWORKED, UNWORKED, "")));
        unworked = started(UNWORKED, Map.of());
    }

    @AfterAll
    static void processes_may_call_nobody_again() throws IOException {
        Servers.restart(BRIDGE, Map.of());
    }

    @AfterEach
    void another_process_runs_to_its_end() {
        String good = Fixtures.unique("good");
        DEMO.accepted("deploy-process", deployment(good, bpmn(good, "docket:script", SCRIPT)));
        String instance = started(good, Map.of());

        await().atMost(PATIENCE)
                .until(() -> "completed".equals(process(instance).path("state")));
    }

    @ParameterizedTest
    @CsvSource({"<not xml, /bpmn", "<a/>, /bpmn"})
    void what_is_no_bpmn_is_refused_at_once(String content, String pointer) {
        Response refused = DEMO.send("deploy-process", deployment(process, content));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo(pointer);
    }

    @Test
    void what_the_engine_lacks_is_refused_with_the_element() {
        String bpmn = bpmn(process, "any", "").replace("serviceTask", "complexGateway");

        Response refused = DEMO.send("deploy-process", deployment(process, bpmn));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.asString()).contains("complexGateway step");
    }

    @Test
    void what_only_the_engine_finds_wrong_is_told_as_refused() {
        String bpmn = bpmn(process, "any", "").replace("<bpmn:endEvent id=\"end\"/>", """
                <bpmn:intermediateCatchEvent id="end"><bpmn:timerEventDefinition>\
                <bpmn:timeDuration>soon</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>""");
        DEMO.accepted("deploy-process", deployment(process, bpmn));

        await().atMost(PATIENCE)
                .until(() -> DEMO.request()
                        .get("/api/history?subject=process-definition/" + process)
                        .<List<String>>path("items.type")
                        .contains("docket.process-definition.refused.v1"));
    }

    @Test
    @Order(LAST)
    void jobs_that_nobody_works_are_told_by_the_bridges_health() {
        await().atMost(PATIENCE).until(() -> jobsNobodyWorks().containsKey(UNWORKED));

        assertThat(jobsNobodyWorks()).containsEntry(UNWORKED, "nobody works on it, waiting: 1");
        assertThat(process(unworked).<String>path("state")).isEqualTo("active");
        DEMO.accepted("cancel-process", Map.of("processInstanceId", unworked));
    }

    private static Map<String, String> jobsNobodyWorks() {
        Map<String, String> told =
                RestAssured.get(Platform.bridge() + "/q/health/ready").path("checks.find { it.name == 'jobs' }.data");
        return told == null ? Map.of() : told;
    }

    @Test
    void variables_over_the_limit_are_refused_and_nothing_starts() {
        DEMO.accepted("deploy-process", deployment(process, bpmn(process, "docket:script", SCRIPT)));
        Map<String, ?> large = Map.of("large", "x".repeat(MORE_THAN_A_START_MAY_HAVE));

        Response refused = WORKER.send("start-process", Map.of("processId", process, "variables", large));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(WORKER.request().get("/api/processes?process=" + process).<List<?>>path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "docket:http, url, http://127.0.0.1:1/, 127.0.0.1 is not on the list of hosts that may be called",
        "docket:http, url, http://10.0.0.1/, 10.0.0.1 is not in a network that may be called",
        "docket:script, language, javascript, javascript",
        "docket:template, template, no-such-template, not defined"
    })
    void job_that_can_never_succeed_is_an_incident_that_says_why(
            String type, String header, String value, String reason) {
        DEMO.accepted(
                "deploy-process",
                deployment(
                        process,
                        bpmn(process, type, "<zeebe:header key=\"" + header + "\" value=\"" + value + "\"/>")));
        String instance = started(process, Map.of());

        assertThat(incident(instance)).containsEntry("elementId", "step");
        assertThat(incident(instance).get("message")).asString().contains(reason);
        DEMO.accepted("cancel-process", Map.of("processInstanceId", instance));
    }

    private static Map<String, Object> incident(String instance) {
        await().atMost(PATIENCE)
                .until(() -> process(instance).<List<?>>path("incidents") instanceof List<?> all && !all.isEmpty());
        return process(instance).path("incidents[0]");
    }

    private static Response process(String instance) {
        return WORKER.request().get("/api/processes/" + instance);
    }

    private static String started(String process, Map<String, ?> variables) {
        return WORKER.accepted("start-process", Map.of("processId", process, "variables", variables))
                .path("id");
    }

    private static Map<String, ?> deployment(String process, String bpmn) {
        return Map.of("resourceName", process + ".bpmn", "bpmn", bpmn);
    }

    private static String bpmn(String process, String jobType, String headers) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
                  <bpmn:process id="PROCESS" isExecutable="true">
                    <bpmn:startEvent id="start"/>
                    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="step"/>
                    <bpmn:serviceTask id="step"><bpmn:extensionElements><zeebe:taskDefinition type="TYPE"/>\
                <zeebe:taskHeaders>HEADERS</zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>
                    <bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="end"/>
                    <bpmn:endEvent id="end"/>
                  </bpmn:process>
                </bpmn:definitions>""".replace("PROCESS", process).replace("TYPE", jobType).replace("HEADERS", headers);
    }
}
