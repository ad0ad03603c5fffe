package io.docket.notification.socket;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.HandshakeRequest;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSession;

/** A websocket of Vert.x as WebSockets Next shows it, as far as the service looks. */
final class VertxConnection implements WebSocketConnection {
    private final ServerWebSocket socket;
    private final UserData data;
    private final String id = UUID.randomUUID().toString();

    VertxConnection(ServerWebSocket socket, UserData data) {
        this.socket = socket;
        this.data = data;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public UserData userData() {
        return data;
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public Uni<Void> sendPing(Buffer data) {
        return done(socket.writePing(data));
    }

    @Override
    public Uni<Void> close(CloseReason reason) {
        return done(socket.close((short) reason.getCode(), reason.getMessage()));
    }

    private static Uni<Void> done(Future<Void> future) {
        return Uni.createFrom().completionStage(future.toCompletionStage());
    }

    @Override
    public Uni<Void> sendPong(Buffer data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> sendText(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <M> Uni<Void> sendText(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> sendBinary(Buffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String pathParam(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSecure() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SSLSession sslSession() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CloseReason closeReason() {
        throw new UnsupportedOperationException();
    }

    @Override
    public HandshakeRequest handshakeRequest() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String subprotocol() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant creationTime() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String endpointId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public BroadcastSender broadcast() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<WebSocketConnection> getOpenConnections() {
        throw new UnsupportedOperationException();
    }
}
