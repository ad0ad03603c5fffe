package io.docket.local.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** An error of the gateway itself as {@code application/problem+json}. */
final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";

    private Problem() {}

    static Buffer body(int status, String title, String detail) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toBuffer();
    }

    static void answer(HttpServerResponse response, int status, String title, String detail) {
        response.setStatusCode(status).putHeader("content-type", MEDIA_TYPE).end(body(status, title, detail));
    }
}
