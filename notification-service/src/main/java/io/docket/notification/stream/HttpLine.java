package io.docket.notification.stream;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.RejectedExecutionException;

/** The connection of a request. */
final class HttpLine implements ClientLine {
    private final HttpServerRequest request;
    private final Channel channel;

    HttpLine(HttpServerRequest request) {
        this.request = request;
        this.channel = ((ConnectionBase) request.connection()).channel();
    }

    @Override
    public void execute(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException stopped) {
            // the server stops, and with it the stream
        }
    }

    /** Below Vert.x, which waits until a client has taken what was written to it. */
    @Override
    public void cut() {
        execute(() -> {
            if (request.version() == HttpVersion.HTTP_2) {
                request.response().reset();
            } else {
                channel.unsafe().close(channel.voidPromise());
            }
        });
    }
}
