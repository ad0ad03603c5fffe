package io.docket.system.workflow;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Somebody who opens cases and does their tasks, and who repeats what was not answered until it is. */
final class CaseWork {
    private static final Logger LOG = Logger.getLogger(CaseWork.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration RECOVERY = Duration.ofSeconds(120);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int PAGE = 200;
    private static final int MAX_FORMS = 5;
    private static final int NOT_WHAT_WAS_BROUGHT = 422;
    private static final Set<Integer> NOT_NOW = Set.of(429, 502, 503, 504);
    private static final Set<Integer> NOT_NOW_OR_NOT_YET = Set.of(404, 429, 502, 503, 504);
    private static final Api WORKER = new Api("worker");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Returns once the command was accepted, however often it takes. */
    void send(String type, String idempotencyKey, Map<String, ?> payload) {
        HttpResponse<String> answer = answer(() -> command(type, idempotencyKey, payload), NOT_NOW);
        if (answer.statusCode() >= 300) {
            throw unexpected(type + " " + idempotencyKey, answer);
        }
    }

    /**
     * Completes the task with a form that is brought before, and is brought again if it is not there any more. Returns the key
     * that it was kept under.
     */
    String complete(String taskId, Map<String, ?> form, Map<String, ?> result) {
        for (int attempt = 0; attempt < MAX_FORMS; attempt++) {
            JsonNode reference = bring(taskId, form);
            String key = taskId + ":complete:" + attempt;
            HttpResponse<String> answer = answer(
                    () -> command("complete-task", key, Map.of("taskId", taskId, "data", result, "form", reference)),
                    NOT_NOW);
            if (answer.statusCode() < 300) {
                return reference.path("key").asText();
            }
            if (answer.statusCode() != NOT_WHAT_WAS_BROUGHT) {
                throw unexpected("complete-task " + key, answer);
            }
        }
        throw new AssertionError("the form of " + taskId + " was not there " + MAX_FORMS + " times");
    }

    /** The bridge has heard of no task that is new to it, as it was away. */
    private JsonNode bring(String taskId, Map<String, ?> form) {
        HttpResponse<String> answer = answer(
                () -> request("/api/interim/tasks/" + taskId + "/form")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(Map.of("data", form))))
                        .build(),
                NOT_NOW_OR_NOT_YET);
        if (answer.statusCode() != 200) {
            throw unexpected("the form of " + taskId, answer);
        }
        return Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest command(String type, String idempotencyKey, Map<String, ?> payload) {
        return request("/api/commands/" + type)
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(payload)))
                .build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Platform.gateway() + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + Tokens.of("worker"))
                .header("Content-Type", "application/json");
    }

    /** The first answer with another status than these; what was not answered is repeated. */
    private HttpResponse<String> answer(Supplier<HttpRequest> request, Set<Integer> again) {
        long until = System.nanoTime() + RECOVERY.toNanos();
        while (System.nanoTime() < until) {
            try {
                HttpResponse<String> answer = http.send(request.get(), HttpResponse.BodyHandlers.ofString());
                if (!again.contains(answer.statusCode())) {
                    return answer;
                }
            } catch (IOException connectionLost) {
                LOG.debugf("not answered error=\"%s\"", connectionLost);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError(request.get().uri() + " was not answered within " + RECOVERY);
    }

    private static AssertionError unexpected(String what, HttpResponse<String> answer) {
        return new AssertionError(what + " -> " + answer.statusCode() + " " + answer.body());
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
