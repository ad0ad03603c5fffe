package io.docket.system.bench.load;

import io.docket.contracts.json.Json;
import io.docket.system.support.Platform;
import io.docket.system.support.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The public HTTP interface, as one user, on one thread that never waits: clients share the cores with what they
 * measure, so they have to be cheap.
 */
public final class Http implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final String user;

    /**
     * @param connections requests that can be under way
     */
    public Http(String user, int connections) {
        URI gateway = URI.create(Platform.gateway());
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(gateway.getHost())
                .setDefaultPort(gateway.getPort())
                .setMaxPoolSize(connections)
                .setMaxWaitQueueSize(connections));
        this.user = user;
    }

    /**
     * What came back.
     *
     * @param retryAfter true if it says when to come back
     */
    public record Answer(int status, boolean retryAfter, byte[] body) {
        private static final int TOO_MANY = 429;
        private static final int UNAVAILABLE = 503;

        /** True if the request was refused for now. */
        public boolean isToldToComeBack() {
            return (status == TOO_MANY || status == UNAVAILABLE) && retryAfter;
        }
    }

    /** Sends a command. */
    public CompletableFuture<Answer> send(String type, Map<String, ?> payload) {
        RequestOptions request =
                request(HttpMethod.POST, "/api/commands/" + type).putHeader("Content-Type", "application/json");
        return exchange(request, Buffer.buffer(Json.bytes(payload)));
    }

    /** Sends many commands of one type in one request; the answer has a line for each. */
    public CompletableFuture<Answer> sendAll(String type, List<? extends Map<String, ?>> payloads) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Map<String, ?> payload : payloads) {
            lines.writeBytes(Json.bytes(Map.of("type", type, "data", payload)));
            lines.write('\n');
        }
        RequestOptions request =
                request(HttpMethod.POST, "/api/commands").putHeader("Content-Type", "application/x-ndjson");
        return exchange(request, Buffer.buffer(lines.toByteArray()));
    }

    /** Asks for something that takes no payload. */
    public CompletableFuture<Answer> post(String path) {
        return exchange(request(HttpMethod.POST, path), Buffer.buffer());
    }

    /** Reads a view as it is. */
    public CompletableFuture<Answer> get(String path) {
        return exchange(request(HttpMethod.GET, path), Buffer.buffer());
    }

    /** Reads a view that has reached a position. */
    public CompletableFuture<Answer> after(String position, String path) {
        return exchange(request(HttpMethod.GET, path).putHeader("Docket-After", position), Buffer.buffer());
    }

    private RequestOptions request(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setURI(path)
                .setTimeout(PATIENCE_MILLIS)
                .putHeader("Authorization", "Bearer " + Tokens.of(user));
    }

    private CompletableFuture<Answer> exchange(RequestOptions request, Buffer body) {
        return client.request(request)
                .compose(sent -> {
                    // listened to before it can come
                    Future<Answer> answer = sent.response().compose(Http::read);
                    return sent.end(body).compose(ended -> answer);
                })
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static Future<Answer> read(HttpClientResponse response) {
        boolean retryAfter = response.getHeader("Retry-After") != null;
        return response.body().map(body -> new Answer(response.statusCode(), retryAfter, body.getBytes()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
