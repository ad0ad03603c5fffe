package io.docket.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.Servers;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server is killed while comments are being written: what was acknowledged is there, once; the rest can be retried. */
class KillIT {
    private static final Api WORKER = new Api("worker");
    private static final int CASES = 8;
    private static final int COMMENTS = 40;
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(250);

    @ParameterizedTest
    @ValueSource(strings = {"command-service", "kafka", "mongo", "projection-service", "redis"})
    void killed_in_the_middle_loses_nothing_and_applies_nothing_twice(String victim) throws Exception {
        var before = KafkaLog.end();
        String type = Fixtures.permitType(Map.of());
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                    .path("id"));
        }
        int restarts = Servers.restarts(victim);

        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> writing = cases.stream()
                    .map(id -> CompletableFuture.runAsync(() -> write(id), writers))
                    .toList();
            Servers.kill(victim);
            CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new)).join();
        }

        await().atMost(RECOVERY).until(() -> Servers.ready(victim) && Servers.restarts(victim) > restarts);
        List<EventEnvelope> log = KafkaLog.since(before);
        for (String id : cases) {
            assertThat(commentsInLog(log, id)).as("comments of " + id).isEqualTo(expected());
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(commentsInView(id)).isEqualTo(expected()));
        }
    }

    private static void write(String caseId) {
        for (int number = 0; number < COMMENTS; number++) {
            long until = System.nanoTime() + RECOVERY.toNanos();
            while (!acknowledged(caseId, number)) {
                assertThat(System.nanoTime()).as("time to recover").isLessThan(until);
                java.util.concurrent.locks.LockSupport.parkNanos(RETRY_PAUSE.toNanos());
            }
        }
    }

    private static boolean acknowledged(String caseId, int number) {
        try {
            Response response = WORKER.request()
                    .contentType("application/json")
                    .header("Idempotency-Key", caseId + ":" + number)
                    .body(Map.of("caseId", caseId, "body", Integer.toString(number)))
                    .post("/api/commands/add-comment");
            int status = response.statusCode();
            assertThat(status).as(response.asString()).isIn(200, 201, 429, 502, 503, 504);
            return status < 300;
        } catch (RuntimeException connectionLost) {
            return false;
        }
    }

    private static List<String> expected() {
        return java.util.stream.IntStream.range(0, COMMENTS)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static List<String> commentsInLog(List<EventEnvelope> log, String caseId) {
        return log.stream()
                .filter(event -> event.root().equals(caseId) && event.type().equals("docket.case.comment-added.v1"))
                .map(event -> Json.tree(event.data()).path("body").asText())
                .toList();
    }

    private static List<String> commentsInView(String caseId) {
        return WORKER.request().get("/api/cases/" + caseId).path("comments.body");
    }
}
