package io.docket.local.gateway;

import io.docket.local.gateway.CommandGate.Passage;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/** Tells the service who asked, and the client that a service is not there or has too much to do. */
final class Forwarding implements ProxyInterceptor {
    private static final String WEBSOCKET = "websocket";
    private static final int UNAVAILABLE = 503;

    private final CommandGate gate;

    Forwarding(CommandGate gate) {
        this.gate = gate;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        HttpServerRequest original = request.proxiedRequest();
        if (!CommandGate.guards(original.method(), original.path())) {
            return forward(context, request, original);
        }
        return gate.enter()
                .map(passage -> forward(context, request, original).onComplete(answer -> leave(passage, answer)))
                .orElseGet(() -> Future.succeededFuture(
                        unavailable(request, "as many commands are under way as it carries out in time")));
    }

    private static Future<ProxyResponse> forward(
            ProxyContext context, ProxyRequest request, HttpServerRequest original) {
        request.putHeader("X-Forwarded-For", original.remoteAddress().hostAddress());
        request.putHeader("X-Forwarded-Proto", original.scheme());
        request.putHeader("X-Forwarded-Host", String.valueOf(original.authority()));
        request.headers().remove("Expect");
        if (!WEBSOCKET.equalsIgnoreCase(request.headers().get("Upgrade"))) {
            request.headers().remove("Upgrade").remove("HTTP2-Settings");
        }
        return context.sendRequest()
                .recover(cause -> Future.succeededFuture(unavailable(request, String.valueOf(cause.getMessage()))));
    }

    private static void leave(Passage passage, AsyncResult<ProxyResponse> answer) {
        passage.answered(answer.succeeded() ? answer.result().getStatusCode() : UNAVAILABLE);
    }

    private static ProxyResponse unavailable(ProxyRequest request, String reason) {
        request.release();
        return request.response()
                .setStatusCode(UNAVAILABLE)
                .putHeader("Retry-After", Problem.RETRY_AFTER_SECONDS)
                .putHeader("content-type", Problem.MEDIA_TYPE)
                .setBody(Body.body(
                        Problem.body(UNAVAILABLE, "Service unavailable", "The service does not answer: " + reason)));
    }
}
