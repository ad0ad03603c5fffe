package io.docket.system.journeys;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Platform;
import io.docket.system.support.Tokens;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmitJourneyIT {
    private static final Api WORKER = new Api("worker");
    private static final int PATIENCE_SECONDS = 20;

    @Test
    void an_event_of_an_external_system_is_told_once_to_those_who_follow() throws Exception {
        String cursor = WORKER.request().get("/api/events/poll?waitMs=0").path("cursor");
        String key = Fixtures.unique("emit");
        Map<String, ?> event = Map.of("name", "payment.received", "data", Map.of("amount", 7));

        Response first = emit(key, event);
        Response again = emit(key, event);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(first.header("Docket-Position")).isEqualTo(first.path("position"));
        assertThat(again.header("Docket-Replayed")).isEqualTo("true");
        assertThat(again.header("Docket-Position")).isEqualTo(first.header("Docket-Position"));
        String following = "subject=signal/" + first.path("id");
        JsonNode told = firstOfStream("from=" + cursor + "&" + following);
        assertThat(told.path("type").asText()).isEqualTo("docket.signal.emitted.v1");
        assertThat(told.path("actor").asText()).isEqualTo("worker");
        assertThat(told.at("/data/name").asText()).isEqualTo("payment.received");
        assertThat(told.at("/data/data/amount").asInt()).isEqualTo(7);
        assertThat(WORKER.request()
                        .get("/api/events/poll?cursor=" + cursor + "&" + following)
                        .jsonPath()
                        .getList("events"))
                .hasSize(1);
    }

    @Test
    void what_the_command_refuses_is_refused_with_its_problem() {
        Response nameless = emit(Fixtures.unique("emit"), Map.of("data", Map.of()));
        Response nowhere =
                emit(Fixtures.unique("emit"), Map.of("name", "payment.received", "caseId", Fixtures.unique("none")));
        Response stranger = given().baseUri(Platform.gateway())
                .contentType("application/json")
                .body(Map.of("name", "payment.received"))
                .post("/api/events");

        assertThat(nameless.statusCode()).isEqualTo(400);
        assertThat(nameless.jsonPath().getList("errors")).isNotEmpty();
        assertThat(nowhere.statusCode()).as(nowhere.asString()).isEqualTo(422);
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.contentType()).startsWith("application/problem+json");
    }

    private static Response emit(String key, Map<String, ?> event) {
        return WORKER.request()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(event)
                .post("/api/events");
    }

    /** The first CloudEvent of a stream of server-sent events. */
    private static JsonNode firstOfStream(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Platform.gateway() + "/api/events?" + query))
                .header("Authorization", "Bearer " + Tokens.of("worker"))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        try {
            String data = http.sendAsync(request, BodyHandlers.ofLines())
                    .thenApply(answer -> answer.body()
                            .filter(line -> line.startsWith("data:{\"spec"))
                            .findFirst()
                            .orElseThrow())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Json.tree(data.substring("data:".length()).getBytes(UTF_8));
        } finally {
            http.shutdownNow();
        }
    }
}
