package io.docket.system.bench.overload;

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
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends commands on one thread that never waits: clients share the cores with what they measure, so they have to be cheap.
 */
final class CommandClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions request;

    /**
     * @param connections requests that can be under way
     */
    CommandClient(String user, int connections) {
        URI gateway = URI.create(Platform.gateway());
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(gateway.getHost())
                .setDefaultPort(gateway.getPort())
                .setMaxPoolSize(connections)
                .setMaxWaitQueueSize(connections));
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI("/api/commands/update-case")
                .setTimeout(PATIENCE_MILLIS)
                .putHeader("Authorization", "Bearer " + Tokens.of(user))
                .putHeader("Content-Type", "application/json");
    }

    /** An answer as far as it is of interest. */
    record Answer(int status, boolean saysWhenToComeBack) {
        private static final int TOO_MANY = 429;
        private static final int UNAVAILABLE = 503;

        boolean isToldToComeBack() {
            return (status == TOO_MANY || status == UNAVAILABLE) && saysWhenToComeBack;
        }
    }

    /** Sends one command. */
    CompletableFuture<Answer> send(Map<String, ?> payload) {
        Buffer body = Buffer.buffer(Json.bytes(payload));
        return client.request(request)
                .compose(sent -> {
                    // listened to before it can come
                    Future<Answer> answer = sent.response().compose(CommandClient::read);
                    return sent.end(body).compose(ended -> answer);
                })
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static Future<Answer> read(HttpClientResponse response) {
        Answer answer = new Answer(response.statusCode(), response.getHeader("Retry-After") != null);
        return response.end().map(answer);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
