package io.docket.system.workflow;

import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.Platform;
import io.docket.system.support.Tokens;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Somebody who opens cases and does their tasks, and who repeats what was not answered until it is. */
final class CaseWork {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration RECOVERY = Duration.ofSeconds(120);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int PAGE = 200;
    private static final Api WORKER = new Api("worker");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Returns once the command was accepted, however often it takes. */
    void send(String type, String idempotencyKey, Map<String, ?> payload) {
        long until = System.nanoTime() + RECOVERY.toNanos();
        while (!accepted(type, idempotencyKey, payload)) {
            if (System.nanoTime() > until) {
                throw new AssertionError(type + " " + idempotencyKey + " was not accepted within " + RECOVERY);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean accepted(String type, String idempotencyKey, Map<String, ?> payload) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Platform.gateway() + "/api/commands/" + type))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + Tokens.of("worker"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(payload)))
                .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException connectionLost) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (answer.statusCode() < 300) {
            return true;
        }
        if (!List.of(429, 502, 503, 504).contains(answer.statusCode())) {
            throw new AssertionError(type + " -> " + answer.statusCode() + " " + answer.body());
        }
        return false;
    }

    /** All items of a list, page by page. */
    static List<Map<String, Object>> all(String path) {
        List<Map<String, Object>> items = new ArrayList<>();
        String after = null;
        do {
            Response page = page(path, after);
            if (page.statusCode() != 200) {
                throw new AssertionError(path + " -> " + page.statusCode() + " " + page.asString());
            }
            items.addAll(page.path("items"));
            after = page.path("next");
        } while (after != null);
        return items;
    }

    private static Response page(String path, @Nullable String after) {
        Map<String, Object> parameters = new HashMap<>(Map.of("limit", PAGE));
        if (after != null) {
            parameters.put("after", after);
        }
        return WORKER.request().queryParams(parameters).get(path);
    }
}
