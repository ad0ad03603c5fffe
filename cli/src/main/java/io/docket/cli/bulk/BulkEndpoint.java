package io.docket.cli.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.failure.UserError;
import io.docket.contracts.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The platform's bulk endpoint, {@code POST /api/commands} with NDJSON both ways. Thread-safe. */
public final class BulkEndpoint implements AutoCloseable {
    private static final Set<Integer> RETRYABLE = Set.of(408, 429, 500, 502, 503, 504);
    private static final int MAX_PROBLEM_BYTES = 1 << 16;

    private final HttpClient http;
    private final URI commands;
    private final TokenSource tokens;
    private final Duration stallLimit;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    /** @param stallLimit how long an answer may pause before the connection counts as lost */
    public BulkEndpoint(HttpClient http, URI gateway, TokenSource tokens, Duration stallLimit) {
        this.http = http;
        this.commands = URI.create(gateway + "/api/commands");
        this.tokens = tokens;
        this.stallLimit = stallLimit;
    }

    /**
     * Sends the commands in one request. A lost connection or a busy server is told in the answer.
     *
     * @throws UserError if the server refuses the request as a whole
     */
    Answer post(List<BulkCommand> batch) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        try {
            HttpResponse<InputStream> response = send(batch);
            try (InputStream body = response.body()) {
                if (response.statusCode() == 200) {
                    readOutcomes(body, batch.size(), outcomes);
                    return new Answer(outcomes, outcomes.size() < batch.size() ? "the answer ended early" : "", 0);
                }
                return refusedOrBusy(response, body);
            }
        } catch (IOException | UncheckedIOException e) {
            return new Answer(outcomes, "connection lost (" + e.getMessage() + ")", 0);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private HttpResponse<InputStream> send(List<BulkCommand> batch) throws IOException, InterruptedException {
        byte[] lines = lines(batch);
        String token = tokens.current();
        HttpResponse<InputStream> response = send(lines, token);
        if (response.statusCode() != 401) {
            return response;
        }
        response.body().close();
        tokens.refused(token);
        return send(lines, tokens.current());
    }

    private HttpResponse<InputStream> send(byte[] lines, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(commands)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(stallLimit)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .header("Accept", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private void readOutcomes(InputStream body, int expected, List<Outcome> outcomes) throws IOException {
        NdjsonLines lines = new NdjsonLines(body);
        try (StallGuard guard = new StallGuard(body, stallLimit, timer)) {
            byte[] line;
            while ((line = lines.next()) != null) {
                guard.sign();
                if (outcomes.size() == expected) {
                    throw new UserError(commands + " answered more outcomes than commands");
                }
                outcomes.add(Outcome.read(Json.tree(line)));
            }
        }
    }

    private Answer refusedOrBusy(HttpResponse<InputStream> response, InputStream body) throws IOException {
        int status = response.statusCode();
        String text = new String(body.readNBytes(MAX_PROBLEM_BYTES), UTF_8);
        if (RETRYABLE.contains(status)) {
            return new Answer(List.of(), commands + " answered " + status, retryAfter(response));
        }
        throw new UserError(commands + " refused the request: " + status + " " + problem(text));
    }

    private static long retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static String problem(String body) {
        try {
            JsonNode problem = Json.tree(body.getBytes(UTF_8));
            return problem.path("title").asText() + " " + problem.path("detail").asText();
        } catch (UncheckedIOException e) {
            return body.lines().findFirst().orElse("");
        }
    }

    private static byte[] lines(List<BulkCommand> batch) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(batch.size() * 512);
        batch.forEach(command -> {
            lines.writeBytes(command.line());
            lines.write('\n');
        });
        return lines.toByteArray();
    }
}
