package io.docket.notification.socket;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;

/** A connection of WebSockets Next. A text counts as taken when the socket took it. */
final class SocketWire implements Wire {
    private final WebSocketConnection connection;

    SocketWire(WebSocketConnection connection) {
        this.connection = connection;
    }

    @Override
    public void send(String text, Runnable done) {
        connection.sendText(text).subscribe().with(sent -> done.run(), failure -> done.run());
    }

    @Override
    public void ping() {
        connection.sendPing(Buffer.buffer()).subscribe().with(sent -> {}, failure -> {});
    }

    @Override
    public void close(CloseCode code, String reason) {
        connection.close(new CloseReason(code.code(), reason)).subscribe().with(closed -> {}, failure -> {});
    }
}
