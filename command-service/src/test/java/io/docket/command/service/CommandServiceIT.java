package io.docket.command.service;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.type.TypeReference;
import io.docket.command.support.Scenario;
import io.docket.contracts.json.Json;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service from outside, with real tokens. */
class CommandServiceIT {
    private static final String TYPE = "it-loan-" + UUID.randomUUID();
    private static final String NDJSON = "application/x-ndjson";
    private static final String PROBLEM = "application/problem+json";

    private final String caseId = "it-" + UUID.randomUUID();

    @BeforeAll
    static void defineType() {
        RestAssured.baseURI = Tokens.env("DOCKET_COMMAND_URL", "http://127.0.0.1:8081");
        RestAssured.config = RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(NDJSON, ContentType.TEXT));
        String payload = """
                {"id":"%s","name":"Loan","dataSchema":{"type":"object","properties":{"amount":{"type":"string"}},
                "required":["amount"],"additionalProperties":false},
                "stages":[{"id":"draft","name":"Draft","next":["review"]},{"id":"review","name":"Review"},
                {"id":"done","name":"Done"}]}""".formatted(TYPE);
        send("demo", "define-case-type", payload).statusCode(201).header("Location", "/api/case-types/" + TYPE);
    }

    private static RequestSpecification as(String user) {
        return RestAssured.given().auth().oauth2(Tokens.of(user)).urlEncodingEnabled(false);
    }

    private static ValidatableResponse send(String user, String type, String payload) {
        return send(as(user), type, payload);
    }

    private static ValidatableResponse send(RequestSpecification request, String type, String payload) {
        return request.contentType("application/json")
                .body(payload)
                .post("/api/commands/" + type)
                .then();
    }

    private String open() {
        return "{\"caseType\":\"%s\",\"caseId\":\"%s\",\"data\":{\"amount\":\"5\"}}".formatted(TYPE, caseId);
    }

    private String move(String stage) {
        return "{\"caseId\":\"%s\",\"stage\":\"%s\"}".formatted(caseId, stage);
    }

    @Test
    void a_case_goes_its_way() {
        send("demo", "open-case", open())
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Docket-Position", matchesPattern("\\d-\\d+"))
                .header("Location", "/api/cases/" + caseId)
                .body("entity", equalTo("case"))
                .body("events.type", equalTo(List.of("docket.case.opened.v1")));
        send(as("demo").header("If-Match", "\"1\""), "move-case", move("review"))
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("version", equalTo(2));
        String task = send("worker", "create-task", "{\"caseId\":\"%s\",\"name\":\"check\"}".formatted(caseId))
                .statusCode(201)
                .extract()
                .path("id");
        Assertions.assertThat(task).startsWith(caseId + "~");
        send("worker", "claim-task", "{\"taskId\":\"%s\"}".formatted(task)).statusCode(200);
        send("demo", "claim-task", "{\"taskId\":\"%s\"}".formatted(task))
                .statusCode(409)
                .body("reason", equalTo("already-claimed"));
        send("worker", "complete-task", "{\"taskId\":\"%s\",\"data\":{\"ok\":true}}".formatted(task))
                .statusCode(200);
        send("demo", "close-case", "{\"caseId\":\"%s\",\"outcome\":\"granted\"}".formatted(caseId))
                .statusCode(200);
        send("demo", "move-case", move("done")).statusCode(409).body("reason", equalTo("case-closed"));
    }

    @Test
    void a_retry_gets_the_first_outcome_and_the_key_belongs_to_it() {
        String key = UUID.randomUUID().toString();
        String position = send(as("demo").header("Idempotency-Key", key), "open-case", open())
                .statusCode(201)
                .header("Docket-Replayed", equalTo(null))
                .extract()
                .header("Docket-Position");

        send(as("demo").header("Idempotency-Key", key), "open-case", open())
                .statusCode(201)
                .header("Docket-Replayed", "true")
                .header("Docket-Position", position);
        send(as("demo").header("Idempotency-Key", key), "open-case", open().replace("\"5\"", "\"6\""))
                .statusCode(422)
                .body("type", containsString("idempotency-key-reuse"));
    }

    @Test
    void a_stale_version_is_412_with_the_current_one() {
        send("demo", "open-case", open()).statusCode(201);

        send(as("demo").header("If-Match", "\"9\""), "move-case", move("review"))
                .statusCode(412)
                .contentType(PROBLEM)
                .header("ETag", "\"1\"");
    }

    @Test
    void a_command_that_nobody_waits_for_has_a_receipt() {
        String receipt = send(as("demo").header("Prefer", "respond-async"), "open-case", open())
                .statusCode(202)
                .extract()
                .header("Location");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> as("demo")
                        .get(receipt)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo(201))
                        .body("id", equalTo(caseId)));
        as("other").get(receipt).then().statusCode(404);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "move-case|{\"caseId\":\"ID\",|400|invalid-request",
                "move-case|{\"caseId\":\"ID\",\"stage\":\"review\"} x|400|invalid-request",
                "move-case|{\"caseId\":\"ID\",\"stage\":\"review\",\"stage\":\"done\"}|400|invalid-request",
                "move-case|{\"caseId\":\"ID\",\"stage\":7}|400|invalid-request",
                "move-case|{\"caseId\":\"ID\",\"stage\":\"review\",\"colour\":\"red\"}|400|invalid-request",
                "update-case|{\"caseId\":\"ID\",\"data\":{\"amount\":5}}|400|invalid-request",
                "move-case|{\"caseId\":\"ID\",\"stage\":\"moon\"}|422|unknown-stage",
                "move-case|{\"caseId\":\"ID\",\"stage\":\"done\"}|409|state-conflict",
                "move-case|{\"caseId\":\"nobody\",\"stage\":\"done\"}|404|not-found",
                "explode-case|{\"caseId\":\"ID\"}|404|not-found",
            })
    void what_is_wrong_is_said_and_nothing_is_recorded(String type, String payload, int status, String slug) {
        send("demo", "open-case", open()).statusCode(201);

        send("demo", type, payload.replace("ID", caseId))
                .statusCode(status)
                .contentType(PROBLEM)
                .body("status", equalTo(status))
                .body("type", containsString(slug))
                .body("detail", not(equalTo(null)));

        send(as("demo").header("If-Match", "\"1\""), "move-case", move("review"))
                .statusCode(200)
                .body("version", equalTo(2));
    }

    @Test
    void a_fault_in_the_payload_is_pointed_at() {
        send("demo", "move-case", "{\"caseId\":\"x\",\"stage\":7,\"colour\":1}")
                .statusCode(400)
                .body("errors.pointer", hasItem("/stage"))
                .body("errors.pointer", hasItem("/colour"));
    }

    @Test
    void a_body_over_the_limit_is_413() {
        String payload = "{\"caseId\":\"x\",\"body\":\"" + "x".repeat(1 << 20) + "\"}";

        send("demo", "add-comment", payload).statusCode(413).contentType(PROBLEM);
    }

    @Test
    void another_content_type_is_415() {
        as("demo")
                .contentType("text/plain")
                .body("{}")
                .post("/api/commands/move-case")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @Test
    void another_tenant_does_not_see_the_case() {
        send("demo", "open-case", open()).statusCode(201);

        send("other", "move-case", move("review")).statusCode(404);
    }

    @Test
    void without_a_valid_token_nothing_is_done() {
        send(RestAssured.given(), "open-case", open()).statusCode(401).contentType(PROBLEM);
        send(RestAssured.given().auth().oauth2(Tokens.altered("demo")), "open-case", open())
                .statusCode(401)
                .contentType(PROBLEM);
        RestAssured.given()
                .auth()
                .oauth2(Tokens.altered("demo"))
                .contentType(NDJSON)
                .body("{}")
                .post("/api/commands")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
        send("demo", "move-case", move("review")).statusCode(404);
    }

    @Test
    void a_role_that_may_not_is_403() {
        send("worker", "define-case-type", "{}").statusCode(403).contentType(PROBLEM);
        send("worker", "add-comment", "{\"caseId\":\"x\",\"body\":\"b\",\"onBehalfOf\":\"demo\"}")
                .statusCode(403);
        as("worker")
                .contentType(NDJSON)
                .body("{}")
                .post("/api/commands")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void many_commands_that_need_no_order_are_answered_in_theirs() {
        StringBuilder body = new StringBuilder();
        IntStream.range(0, 20)
                .forEach(i ->
                        body.append(line("add-comment", "{\"caseId\":\"%s\",\"body\":\"%d\"}".formatted(caseId, i))));
        send("demo", "open-case", open()).statusCode(201);

        List<String> outcomes = as("demo")
                .contentType(NDJSON)
                .body(body.toString())
                .post("/api/commands?ordered=false")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();

        Assertions.assertThat(outcomes).hasSize(20).allMatch(outcome -> outcome.contains("\"status\":200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordered=no", "ordered=false&limit=1", "order=false"})
    void a_parameter_of_many_commands_that_is_not_known_is_400(String query) {
        as("demo")
                .contentType(NDJSON)
                .body(line("open-case", open()))
                .post("/api/commands?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
        send("demo", "move-case", move("review")).statusCode(404);
    }

    @Test
    void many_commands_are_answered_in_order_and_a_bad_one_stops_nobody() {
        StringBuilder body = new StringBuilder(line("open-case", open()));
        body.append("garbage\n");
        IntStream.range(0, 100)
                .forEach(i ->
                        body.append(line("add-comment", "{\"caseId\":\"%s\",\"body\":\"%d\"}".formatted(caseId, i))));
        body.append(line("move-case", move("moon")));

        List<Map<String, Object>> outcomes = as("demo")
                .contentType(NDJSON)
                .body(body.toString())
                .post("/api/commands")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(outcome -> Json.mapper()
                        .<Map<String, Object>>convertValue(Scenario.json(outcome), new TypeReference<>() {}))
                .toList();

        Assertions.assertThat(outcomes).hasSize(103);
        Assertions.assertThat(outcomes.get(0)).containsEntry("status", 201);
        Assertions.assertThat(outcomes.get(1)).containsEntry("status", 400);
        for (int i = 0; i < 100; i++) {
            Assertions.assertThat(outcomes.get(i + 2)).containsEntry("version", i + 2);
        }
        Assertions.assertThat(outcomes.get(102)).containsEntry("status", 422);
    }

    private static String line(String type, String data) {
        return "{\"type\":\"" + type + "\",\"data\":" + data + "}\n";
    }

    @Test
    void the_service_describes_itself() {
        RestAssured.get("/hc").then().statusCode(200).body("status", equalTo("UP"));
        RestAssured.get("/metrics").then().statusCode(200).body(containsString("docket_commands_inflight"));
        RestAssured.get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/api/commands/{type}"))
                .body(containsString("submitCommands"));
        RestAssured.get("/api/commands/schemas/open-case")
                .then()
                .statusCode(200)
                .body(containsString("caseType"));
    }
}
