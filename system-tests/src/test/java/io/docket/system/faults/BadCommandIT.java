package io.docket.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.Tokens;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadCommandIT {
    private static final Api WORKER = new Api("worker");
    private static String type;
    private static String caseId;

    @BeforeAll
    static void open_a_case() {
        type = Fixtures.permitType(Map.of());
        caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                .path("id");
    }

    static Stream<Arguments> bad_commands() {
        return Stream.of(
                bad("malformed JSON", 400, () -> raw("open-case", "{\"caseType\":")),
                bad("trailing garbage", 400, () -> raw("open-case", "{\"caseType\":\"" + type + "\",\"data\":{}} {}")),
                bad("not an object", 400, () -> raw("open-case", "[]")),
                bad("wrong type of a field", 400, () -> WORKER.send("open-case", Map.of("caseType", 7))),
                bad("unknown field", 400, () -> WORKER.send("move-case", Map.of("caseId", caseId, "stagee", "review"))),
                bad(
                        "data against the case type's schema",
                        400,
                        () -> WORKER.send("open-case", Map.of("caseType", type, "data", Map.of("floors", "two")))),
                bad(
                        "unknown case type",
                        422,
                        () -> WORKER.send("open-case", Map.of("caseType", "no-such-type", "data", Map.of()))),
                bad("unknown stage", 422, () -> WORKER.send("move-case", Map.of("caseId", caseId, "stage", "nowhere"))),
                bad(
                        "stage that may not follow",
                        409,
                        () -> WORKER.send("move-case", Map.of("caseId", caseId, "stage", "decided"))),
                bad(
                        "unknown case",
                        404,
                        () -> WORKER.send("add-comment", Map.of("caseId", Fixtures.unique("none"), "body", "x"))),
                bad("unknown command", 404, () -> WORKER.send("destroy-case", Map.of("caseId", caseId))),
                bad(
                        "oversized body",
                        413,
                        () -> WORKER.send("add-comment", Map.of("caseId", caseId, "body", "x".repeat(12_000_000)))),
                bad("no role for it", 403, () -> WORKER.send("define-case-type", Map.of("id", "x"))),
                bad(
                        "acting on behalf without the role",
                        403,
                        () -> WORKER.send(
                                "add-comment", Map.of("caseId", caseId, "body", "x", "onBehalfOf", "somebody"))),
                bad(
                        "wrong tenant",
                        404,
                        () -> new Api("other").send("move-case", Map.of("caseId", caseId, "stage", "review"))),
                bad(
                        "no token",
                        401,
                        () -> io.restassured.RestAssured.given()
                                .baseUri(io.docket.system.support.Platform.gateway())
                                .contentType("application/json")
                                .body(Map.of("caseId", caseId, "body", "x"))
                                .post("/api/commands/add-comment")),
                bad("token with another tenant written into it", 401, () -> withToken(forged())),
                bad("token that is none", 401, () -> withToken("abc.def.ghi")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("bad_commands")
    void gets_one_clear_problem_and_leaves_no_event(String name, int status, Supplier<Response> command) {
        var before = KafkaLog.end();

        Response response = command.get();

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(response.<String>path("type")).startsWith("https://docket.io/problems/");
        assertThat(response.<String>path("title")).isNotBlank();
        assertThat(response.<String>path("detail")).isNotBlank();
        assertThat(KafkaLog.since(before)).isEmpty();
    }

    private static Arguments bad(String name, int status, Supplier<Response> command) {
        return Arguments.of(name, status, command);
    }

    private static Response raw(String type, String body) {
        return WORKER.request().contentType("application/json").body(body).post("/api/commands/" + type);
    }

    private static Response withToken(String token) {
        return io.restassured.RestAssured.given()
                .baseUri(io.docket.system.support.Platform.gateway())
                .auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("caseId", caseId, "body", "x"))
                .post("/api/commands/add-comment");
    }

    private static String forged() {
        String[] parts = Tokens.of("worker").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"tenant\":\"acme\"", "\"tenant\":\"globex\"");
        return parts[0] + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "." + parts[2];
    }
}
