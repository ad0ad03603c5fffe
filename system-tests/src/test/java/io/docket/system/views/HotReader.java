package io.docket.system.views;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.system.support.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Asks one instance without a pause for what Redis answers while it is there, and notes where each answer comes from. */
final class HotReader implements Runnable {
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Statistics, task counts, and the summary of a case. */
    private final List<String> paths;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String instance;
    private final String user;
    private final BooleanSupplier on;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /**
     * @param instance address of the instance
     * @param caseId a case that is there
     * @param on false as soon as it is to end
     */
    HotReader(String instance, String user, String caseId, BooleanSupplier on) {
        this.instance = instance;
        this.user = user;
        this.on = on;
        this.paths = List.of("/api/stats", "/api/tasks/counts", "/api/case-summaries?ids=" + caseId);
    }

    @Override
    public void run() {
        try (http) {
            while (on.getAsBoolean()) {
                paths.forEach(this::ask);
            }
        }
    }

    private void ask(String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(instance + path))
                            .header("Authorization", "Bearer " + Tokens.of(user))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
            if (answer.statusCode() == OK) {
                JsonNode found = Json.tree(answer.body().getBytes(UTF_8));
                answers.merge(key(path, found.path("source").asText()), 1, Integer::sum);
            } else {
                faults.add(instance + path + " -> " + answer.statusCode() + ' ' + answer.body());
            }
        } catch (IOException nobody) {
            faults.add(instance + path + " -> " + nobody);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String key(String path, String source) {
        return path + " from " + source;
    }

    /** The fewest answers from there that any of the queries has had. */
    int answersFrom(String source) {
        return paths.stream()
                .mapToInt(path -> answers.getOrDefault(key(path, source), 0))
                .min()
                .orElseThrow();
    }

    /** Queries that were not answered. */
    Queue<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return instance + ' ' + new TreeMap<>(answers);
    }
}
