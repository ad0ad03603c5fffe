package io.docket.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/** Tells the service who asked, and the client that a service is not there. */
final class Forwarding implements ProxyInterceptor {
    private static final String WEBSOCKET = "websocket";
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER_SECONDS = "2";

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        HttpServerRequest original = request.proxiedRequest();
        request.putHeader("X-Forwarded-For", original.remoteAddress().hostAddress());
        request.putHeader("X-Forwarded-Proto", original.scheme());
        request.putHeader("X-Forwarded-Host", String.valueOf(original.authority()));
        request.headers().remove("Expect");
        if (!WEBSOCKET.equalsIgnoreCase(request.headers().get("Upgrade"))) {
            request.headers().remove("Upgrade").remove("HTTP2-Settings");
        }
        return context.sendRequest().recover(cause -> Future.succeededFuture(unavailable(request, cause)));
    }

    private static ProxyResponse unavailable(ProxyRequest request, Throwable cause) {
        request.release();
        return request.response()
                .setStatusCode(UNAVAILABLE)
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .putHeader("content-type", Problem.MEDIA_TYPE)
                .setBody(Body.body(Problem.body(
                        UNAVAILABLE, "Service unavailable", "The service does not answer: " + cause.getMessage())));
    }
}
