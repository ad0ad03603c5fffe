package io.docket.cli.interim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.bulk.TokenSource;
import io.docket.cli.failure.UserError;
import io.docket.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** The operators' part of {@code /api/interim}. */
final class InterimClient {
    /** Characters of a backup sent in one request; a line is never cut. */
    static final int CHUNK = 4 << 20;

    private static final String NDJSON = "application/x-ndjson";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int MAX_DETAIL = 500;

    private final HttpClient http;
    private final URI gateway;
    private final TokenSource tokens;

    InterimClient(HttpClient http, URI gateway, TokenSource tokens) {
        this.http = http;
        this.gateway = gateway;
        this.tokens = tokens;
    }

    /** Writes a backup into the file, as a whole or not at all. Returns its bytes. */
    long backUp(Path file) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request("/api/interim/backup").GET().build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode(), new String(body.readNBytes(MAX_DETAIL), UTF_8));
            }
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.size(file);
    }

    /** Sends a backup back, some lines at a time. */
    RestoreReport restore(Path file) throws IOException, InterruptedException {
        RestoreReport report = new RestoreReport(0, 0, 0);
        StringBuilder chunk = new StringBuilder();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!chunk.isEmpty() && chunk.length() + line.length() > CHUNK) {
                    report = report.plus(send(chunk));
                }
                chunk.append(line).append('\n');
            }
        }
        return chunk.isEmpty() ? report : report.plus(send(chunk));
    }

    private RestoreReport send(StringBuilder chunk) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request("/api/interim/restore")
                        .header("Content-Type", NDJSON)
                        .POST(BodyPublishers.ofString(chunk.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw refused(answer.statusCode(), answer.body());
        }
        chunk.setLength(0);
        return Json.read(answer.body().getBytes(UTF_8), RestoreReport.class);
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.current());
    }

    private static UserError refused(int status, String body) {
        String detail = body;
        try {
            JsonNode problem = Json.tree(body.getBytes(UTF_8));
            detail = problem.path("detail").asText(body);
        } catch (UncheckedIOException e) {
            // What is no problem document is shown as it is.
        }
        return new UserError("the platform answered " + status + ": " + detail);
    }

    /** What became of the lines of a backup. */
    record RestoreReport(long restored, long present, long refused) {
        RestoreReport plus(RestoreReport more) {
            return new RestoreReport(restored + more.restored, present + more.present, refused + more.refused);
        }
    }
}
