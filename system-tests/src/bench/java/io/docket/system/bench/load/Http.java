package io.docket.system.bench.load;

import io.docket.contracts.json.Json;
import io.docket.system.support.Platform;
import io.docket.system.support.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The public HTTP interface without waiting, as one user. */
public final class Http implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String user;

    public Http(String user) {
        this.user = user;
    }

    /** Sends a command. */
    public CompletableFuture<HttpResponse<byte[]>> send(String type, Map<String, ?> payload) {
        return client.sendAsync(
                request("/api/commands/" + type)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(payload)))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** Reads a view as it is. */
    public CompletableFuture<HttpResponse<byte[]>> get(String path) {
        return client.sendAsync(request(path).GET().build(), BodyHandlers.ofByteArray());
    }

    /** Reads a view that has reached a position. */
    public CompletableFuture<HttpResponse<byte[]>> after(String position, String path) {
        return client.sendAsync(
                request(path).header("Docket-After", position).GET().build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Platform.gateway() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Tokens.of(user));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
