package io.docket.notification.socket;

import io.docket.notification.live.LiveConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Bounds what the operating system holds for a client that does not read, and how long its end is waited for. */
@ApplicationScoped
class SendBuffer implements HttpServerOptionsCustomizer {
    private final LiveConfig config;

    SendBuffer(LiveConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(config.sendBufferBytes());
        options.setWebSocketClosingTimeout(Math.toIntExact(config.closeWithin().toSeconds()));
    }
}
