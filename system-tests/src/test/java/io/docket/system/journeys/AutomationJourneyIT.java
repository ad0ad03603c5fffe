package io.docket.system.journeys;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.Platform;
import io.docket.system.support.Servers;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Automations, from their definition to what they send, from outside. */
class AutomationJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String BRIDGE = "workflow-bridge";
    private static final String COMMENT = "docket.case.comment-added.v1";
    private static final String TOKEN = "a-token-that-is-long-enough-for-a-hook";
    private static final int CASES = 30;

    private final Map<TopicPartition, Long> before = KafkaLog.end();
    private final String type = Fixtures.permitType(Map.of());
    private final String id = Fixtures.unique("automation");

    private static Map<String, Object> definition(String id, Map<String, ?> trigger, String body) {
        return new HashMap<>(Map.of(
                "id",
                id,
                "name",
                "Automation " + id,
                "trigger",
                trigger,
                "command",
                "add-comment",
                "data",
                Map.of("caseId", "=event.root", "body", body)));
    }

    private void awaitRefusedForItsDepth() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events(id, "docket.automation.refused.v1"))
                        .singleElement()
                        .satisfies(event -> assertThat(
                                        Json.tree(event.data()).path("limit").asText())
                                .isEqualTo("depth")));
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = AutomationJourneyIT.class.getResourceAsStream("/comment.bpmn")) {
            return new String(in.readAllBytes(), UTF_8).replace("PROCESS_ID", process);
        }
    }

    private Map<String, Object> whenOpened(String name, String body) {
        return definition(name, Map.of("event", Map.of("type", "docket.case.opened.v1", "data.caseType", type)), body);
    }

    private String open() {
        return WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of("floors", 3)))
                .path("id");
    }

    private List<EventEnvelope> events(String root, String eventType) {
        return events(KafkaLog.since(before), root, eventType);
    }

    private static List<EventEnvelope> events(List<EventEnvelope> log, String root, String eventType) {
        return log.stream()
                .filter(event -> event.root().equals(root))
                .filter(event -> event.type().equals(eventType))
                .toList();
    }

    private List<String> bodies(String caseId) {
        return bodies(KafkaLog.since(before), caseId);
    }

    private static List<String> bodies(List<EventEnvelope> log, String caseId) {
        return events(log, caseId, COMMENT).stream()
                .map(event -> Json.tree(event.data()).path("body").asText())
                .toList();
    }

    @Test
    void every_event_has_its_command_once_although_the_bridge_is_killed() {
        String early = open();
        DEMO.accepted("define-automation", whenOpened(id, "=\"floors: \" + string(event.data.data.floors)"));
        int restarts = Servers.restarts(BRIDGE);
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(open());
            if (i == CASES / 2) {
                Servers.kill(BRIDGE);
            }
        }

        await().atMost(PATIENCE).until(() -> Servers.ready(BRIDGE) && Servers.restarts(BRIDGE) > restarts);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(events(id, "docket.automation.fired.v1")).hasSize(CASES));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(comments(Set.copyOf(cases))).hasSize(CASES));

        List<EventEnvelope> log = KafkaLog.since(before);
        for (String caseId : cases) {
            EventEnvelope comment = events(log, caseId, COMMENT).getFirst();
            EventEnvelope opened = events(log, caseId, "docket.case.opened.v1").getFirst();
            assertThat(bodies(log, caseId)).containsExactly("floors: 3");
            assertThat(comment.actor()).isEqualTo("demo");
            assertThat(comment.causationId()).isEqualTo(opened.id());
            assertThat(comment.correlationId()).isEqualTo(opened.correlationId());
            assertThat(comment.causationDepth()).isEqualTo(1);
        }
        assertThat(bodies(early)).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(view().<Integer>path("runs")).isEqualTo(CASES));
    }

    @Test
    void one_that_triggers_itself_ends_at_its_depth_and_the_others_go_on() {
        Map<String, Object> loop =
                definition(id, Map.of("event", Map.of("type", COMMENT, "data.body", id)), "=automation.id");
        loop.put("maxDepth", 5);
        DEMO.accepted("define-automation", loop);
        String other = Fixtures.unique("automation");
        DEMO.accepted("define-automation", whenOpened(other, "welcome"));
        String caseId = open();
        await().atMost(PATIENCE).until(() -> bodies(caseId).equals(List.of("welcome")));

        WORKER.accepted("add-comment", Map.of("caseId", caseId, "body", id));

        awaitRefusedForItsDepth();
        assertThat(events(caseId, COMMENT))
                .filteredOn(
                        event -> Json.tree(event.data()).path("body").asText().equals(id))
                .extracting(EventEnvelope::causationDepth)
                .containsExactly(0, 1, 2, 3, 4, 5);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(view().<String>path("lastError.result")).isEqualTo("refused"));
        String next = open();
        await().atMost(PATIENCE).until(() -> bodies(next).equals(List.of("welcome")));
    }

    @Test
    void one_that_triggers_itself_through_a_process_ends_at_its_depth_too() throws IOException {
        String process = Fixtures.unique("comment");
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn(process)));
        Map<String, Object> loop = definition(id, Map.of("event", Map.of("type", COMMENT, "data.body", id)), id);
        loop.put("command", "start-process");
        loop.put("data", Map.of("caseId", "=event.root", "processId", process, "variables", Map.of("body", id)));
        loop.put("maxDepth", 5);
        DEMO.accepted("define-automation", loop);
        String caseId = open();

        WORKER.accepted("add-comment", Map.of("caseId", caseId, "body", id));

        awaitRefusedForItsDepth();
        assertThat(events(caseId, COMMENT))
                .extracting(EventEnvelope::causationDepth)
                .containsExactly(0, 2, 4, 6);
    }

    @Test
    void a_call_with_the_wrong_token_is_401_and_changes_nothing_and_one_that_is_repeated_counts_once() {
        String caseId = open();
        Map<String, Object> hook =
                definition(id, Map.of("webhook", Map.of("token", TOKEN)), "=\"order \" + string(payload.order)");
        hook.put("data", Map.of("caseId", caseId, "body", "=\"order \" + string(payload.order)"));
        DEMO.accepted("define-automation", hook);

        assertThat(call(id, "another-token-that-is-long-enough", "1", "{\"order\":1}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(call("nothing-of-that-name", TOKEN, "1", "{\"order\":1}").statusCode())
                .isEqualTo(401);
        assertThat(given().baseUri(Platform.gateway())
                        .post("/api/hooks/acme/" + id)
                        .statusCode())
                .isEqualTo(401);
        assertThat(call(id, TOKEN, "2", "{\"order\":").statusCode()).isEqualTo(400);
        assertThat(call(id, TOKEN, "2", "\"" + "x".repeat(70_000) + "\"").statusCode())
                .isEqualTo(413);
        assertThat(call(id, TOKEN, "3", "{\"order\":3}").statusCode()).isEqualTo(202);
        assertThat(call(id, TOKEN, "3", "{\"order\":3}").statusCode()).isEqualTo(202);
        assertThat(call(id, TOKEN, "3", "{\"order\":4}").statusCode()).isEqualTo(422);
        assertThat(call(id, TOKEN, "5", "{\"order\":5}").statusCode()).isEqualTo(202);

        await().atMost(PATIENCE).until(() -> bodies(caseId).size() == 2);
        assertThat(bodies(caseId)).containsExactly("order 3", "order 5");
        assertThat(events(id, "docket.automation.triggered.v1")).hasSize(2);
        assertThat(view().asString()).doesNotContain(TOKEN).contains("/api/hooks/acme/" + id);
        assertThat(KafkaLog.since(before)).noneMatch(event -> new String(event.data(), UTF_8).contains(TOKEN));
    }

    @Test
    void a_trial_tells_what_would_have_been_sent_and_sends_nothing() {
        String caseId = open();
        Map<String, Object> draft = whenOpened(id, "=\"floors: \" + string(event.data.data.floors)");

        await().atMost(PATIENCE).untilAsserted(() -> {
            Response tried = dryRun("dry-run", Map.of("definition", draft));
            assertThat(tried.statusCode()).as(tried.asString()).isEqualTo(200);
            assertThat(tried.<List<Map<String, Object>>>path("outcomes.data"))
                    .containsExactly(Map.of("caseId", caseId, "body", "floors: 3"));
        });
        assertThat(dryRun(id + "/dry-run", Map.of()).statusCode()).isEqualTo(404);
        assertThat(events(caseId, COMMENT)).isEmpty();
        assertThat(WORKER.request()
                        .contentType("application/json")
                        .body(Map.of("definition", draft))
                        .post("/api/automations/dry-run")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_could_not_run_is_refused_and_changes_nothing() {
        List<Map<String, Object>> bad = List.of(
                definition(id, Map.of("event", Map.of("type", "docket.case.exploded.v1")), "x"),
                definition(id, Map.of("event", Map.of("type", COMMENT, "colour", "red")), "x"),
                definition(id, Map.of("cron", Map.of("expression", "0 8 * * *", "zone", "Mars/Olympus")), "x"),
                definition(id, Map.of("cron", Map.of("expression", "0 25 * * *")), "x"),
                definition(id, Map.of("event", Map.of("type", COMMENT)), "=1 +"));

        for (Map<String, Object> definition : bad) {
            Response refused = DEMO.send("define-automation", definition);
            assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
            assertThat(refused.contentType()).startsWith("application/problem+json");
        }
        assertThat(WORKER.send("define-automation", whenOpened(id, "x")).statusCode())
                .isEqualTo(403);
        assertThat(events(id, "docket.automation.defined.v1")).isEmpty();
    }

    @Test
    void a_cron_sends_its_command_at_its_times_until_it_is_turned_off() {
        String caseId = open();
        Map<String, Object> every = definition(id, Map.of("cron", Map.of("expression", "* * * * * ?")), "tick");
        every.put("data", Map.of("caseId", caseId, "body", "tick"));
        DEMO.accepted("define-automation", every);
        await().atMost(PATIENCE).until(() -> bodies(caseId).size() >= 2);
        Response off = DEMO.accepted("disable-automation", Map.of("automationId", id));

        String schedule = Json.tree(
                        events(id, "docket.automation.defined.v1").getFirst().data())
                .path("scheduleId")
                .asText();
        Response shown = DEMO.after(off, "/api/schedules/" + schedule);
        assertThat(shown.<String>path("state")).isEqualTo("cancelled");
        assertThat(DEMO.after(off, "/api/automations/" + id).<String>path("state"))
                .isEqualTo("disabled");
        EventEnvelope disabled = events(id, "docket.automation.disabled.v1").getFirst();
        await().atMost(PATIENCE)
                .until(() -> Instant.now().isAfter(disabled.time().plusSeconds(4)));
        assertThat(events(id, "docket.automation.fired.v1")).allMatch(fired -> fired.sequence() < disabled.sequence());
    }

    private List<EventEnvelope> comments(Set<String> cases) {
        return KafkaLog.since(before).stream()
                .filter(event -> cases.contains(event.root()))
                .filter(event -> event.type().equals(COMMENT))
                .toList();
    }

    private Response view() {
        return DEMO.request().get("/api/automations/" + id);
    }

    private static Response call(String automation, String token, String key, String body) {
        return given().baseUri(Platform.gateway())
                .header("Docket-Hook-Token", token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/api/hooks/acme/" + automation);
    }

    private static Response dryRun(String path, Map<String, ?> body) {
        return DEMO.request().contentType("application/json").body(body).post("/api/automations/" + path);
    }
}
