package io.docket.kit.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** A request that is not read to its end. */
public final class UnreadRequest {
    private UnreadRequest() {}

    /** Ends the connection, or with HTTP/2, where others share that, the stream alone. */
    public static void giveUp(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
