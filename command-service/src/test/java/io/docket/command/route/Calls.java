package io.docket.command.route;

import static org.awaitility.Awaitility.await;

import io.docket.command.service.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** What a client says to one of several instances, and hears. */
final class Calls {
    private static final String JSON = "application/json";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Calls() {}

    static HttpResponse<String> post(Instance at, String type, String payload, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(at, "/api/commands/" + type, JSON, payload, headers);
    }

    static HttpResponse<String> send(
            Instance at, String path, String contentType, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + Tokens.of("demo"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String open(String caseId) {
        return "{\"caseType\":\"loan\",\"caseId\":\"%s\",\"data\":{\"amount\":\"5\"}}".formatted(caseId);
    }

    static String comment(String caseId, int number) {
        return "{\"caseId\":\"%s\",\"body\":\"%d\"}".formatted(caseId, number);
    }

    /** The answer to a command; one that was refused because a partition changes its owner just now is sent again. */
    static HttpResponse<String> settled(Instance at, String type, String payload, Map<String, String> headers) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> post(at, type, payload, headers),
                        answer -> answer.statusCode() != 503 || !answer.body().contains("/unavailable\""));
    }

    static String get(Instance at, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(at.url() + path))
                .header("Authorization", "Bearer " + Tokens.of("demo"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
