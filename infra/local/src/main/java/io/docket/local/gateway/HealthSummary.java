package io.docket.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The health of all services in one answer: 200 if each is up, else 503. */
final class HealthSummary {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int TIMEOUT_MILLIS = 3000;

    private final HttpClient client;
    private final Routes routes;

    HealthSummary(HttpClient client, Routes routes) {
        this.client = client;
        this.routes = routes;
    }

    void answer(HttpServerRequest request) {
        Map<String, Future<JsonObject>> answers = new LinkedHashMap<>();
        routes.services().forEach((name, service) -> answers.put(name, ask(service)));
        Future.join(answers.values().stream().toList()).onComplete(done -> {
            JsonObject services = new JsonObject();
            answers.forEach((name, answer) -> services.put(name, answer.result()));
            boolean up = answers.values().stream()
                    .allMatch(answer -> "UP".equals(answer.result().getString("status")));
            request.response()
                    .setStatusCode(up ? OK : UNAVAILABLE)
                    .putHeader("content-type", "application/json")
                    .end(new JsonObject()
                            .put("status", up ? "UP" : "DOWN")
                            .put("services", services)
                            .toBuffer());
        });
    }

    private Future<JsonObject> ask(URI service) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(service.getHost())
                .setPort(service.getPort())
                .setURI("/hc")
                .setTimeout(TIMEOUT_MILLIS);
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .map(body -> body.toJsonObject())
                .recover(cause -> Future.succeededFuture(down(cause)));
    }

    private static JsonObject down(Throwable cause) {
        String reason = cause instanceof DecodeException ? "its answer is not JSON" : cause.getMessage();
        return new JsonObject().put("status", "DOWN").put("reason", reason);
    }
}
