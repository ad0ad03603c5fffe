package io.docket.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.Platform;
import io.docket.system.support.Tokens;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More commands at once than can be served: each is carried out once, or refused with the time to come back. */
class OverloadIT {
    private static final int COMMANDS = 4_000;
    private static final int AT_ONCE = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void every_command_is_accepted_and_there_or_refused_and_not() throws Exception {
        var before = KafkaLog.end();
        String type = Fixtures.permitType(Map.of());

        List<HttpResponse<String>> all = tooMany(type);

        Set<String> accepted = all.stream()
                .filter(answer -> answer.statusCode() == 201)
                .map(answer -> Json.tree(answer.body().getBytes(StandardCharsets.UTF_8))
                        .path("id")
                        .asText())
                .collect(Collectors.toSet());
        assertThat(accepted).isNotEmpty();
        assertThat(all).allSatisfy(OverloadIT::isAcceptedOrToldToComeBack);
        assertThat(opened(type, before)).containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Test
    void when_it_is_over_the_service_is_at_rest_and_takes_commands() throws Exception {
        String type = Fixtures.permitType(Map.of());

        tooMany(type);

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(gauge("docket_commands_places")).isZero();
            assertThat(gauge("docket_commands_inflight")).isZero();
        });
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(openCase(type), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    /** Sends many more commands at once than there is room for, and returns the answers to all of them. */
    private static List<HttpResponse<String>> tooMany(String type) throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        Semaphore room = new Semaphore(AT_ONCE);
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < COMMANDS; i++) {
                room.acquire();
                answers.add(http.sendAsync(openCase(type), HttpResponse.BodyHandlers.ofString())
                        .whenComplete((answer, failure) -> room.release()));
            }
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private static double gauge(String name) {
        String metrics = RestAssured.get(Platform.command() + "/metrics").asString();
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void isAcceptedOrToldToComeBack(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(201, 429, 503);
        if (answer.statusCode() != 201) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    private static HttpRequest openCase(String type) {
        return HttpRequest.newBuilder(URI.create(Platform.gateway() + "/api/commands/open-case"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Tokens.of("worker"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(Map.of("caseType", type, "data", Map.of()))))
                .build();
    }

    private static List<String> opened(String type, Map<TopicPartition, Long> before) {
        return KafkaLog.since(before).stream()
                .filter(event -> event.type().equals("docket.case.opened.v1"))
                .filter(event ->
                        Json.tree(event.data()).path("caseType").asText().equals(type))
                .map(event -> event.subject().id())
                .toList();
    }
}
