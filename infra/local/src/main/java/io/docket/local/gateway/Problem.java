package io.docket.local.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** An error of the gateway itself as {@code application/problem+json}. */
final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";

    /** When to come back after a 503, in seconds. */
    static final String RETRY_AFTER_SECONDS = "1";

    private static final int UNAVAILABLE = 503;
    private static final Buffer INVALID = body(
            "https://docket.io/problems/invalid-request",
            400,
            "The request is not valid",
            "The address is none: it has a character that must be escaped, or an escape that cannot be decoded");
    private static final Buffer TOO_MANY = body(
            UNAVAILABLE,
            "Too many commands at once",
            "As many commands are under way as can be carried out without delay");

    private Problem() {}

    static Buffer body(int status, String title, String detail) {
        return body("about:blank", status, title, detail);
    }

    private static Buffer body(String type, int status, String title, String detail) {
        return new JsonObject()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toBuffer();
    }

    static void answer(HttpServerResponse response, int status, String title, String detail) {
        response.setStatusCode(status).putHeader("content-type", MEDIA_TYPE).end(body(status, title, detail));
    }

    /** 400: the services, whose server looks at an address before any route does, would refuse it without a word. */
    static void answerInvalid(HttpServerResponse response) {
        response.setStatusCode(400).putHeader("content-type", MEDIA_TYPE).end(INVALID);
    }

    /** 503: too many commands are under way. The answer to most commands while there are too many, so it is made once. */
    static void answerTooMany(HttpServerResponse response) {
        response.setStatusCode(UNAVAILABLE)
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .putHeader("content-type", MEDIA_TYPE)
                .end(TOO_MANY);
    }
}
