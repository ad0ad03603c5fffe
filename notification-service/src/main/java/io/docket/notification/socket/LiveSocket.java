package io.docket.notification.socket;

import io.docket.notification.live.LiveConfig;
import io.docket.notification.socket.Authenticator.Authenticated;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/** The websocket {@code /ws}; what its frames mean is {@link Session}'s. */
@WebSocket(path = "/ws")
public class LiveSocket {
    private static final Logger LOG = Logger.getLogger(LiveSocket.class);

    private final Sessions sessions;
    private final LiveConfig config;

    LiveSocket(Sessions sessions, LiveConfig config) {
        this.sessions = sessions;
        this.config = config;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        SocketWire wire =
                new SocketWire(connection, connection.userData().get(UpgradeCheck.CHANNEL), config.closeWithin());
        Session session = sessions.open(connection.id(), wire);
        Authenticated authenticated = connection.userData().get(UpgradeCheck.AUTHENTICATED);
        if (authenticated != null) {
            session.enter(authenticated);
        }
        return Uni.createFrom().voidItem();
    }

    @OnTextMessage
    Uni<Void> text(String text, WebSocketConnection connection) {
        Session session = sessions.find(connection.id());
        return session == null ? Uni.createFrom().voidItem() : session.text(text);
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer frame, WebSocketConnection connection) {
        Session session = sessions.find(connection.id());
        if (session != null) {
            session.binary();
        }
        return Uni.createFrom().voidItem();
    }

    @OnPongMessage
    Uni<Void> pong(Buffer data, WebSocketConnection connection) {
        Session session = sessions.find(connection.id());
        if (session != null) {
            session.pong();
        }
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> closed(WebSocketConnection connection) {
        sessions.closed(connection.id());
        return Uni.createFrom().voidItem();
    }

    /** The only state that WebSockets Next finds illegal is a message over {@code max-message-size}. */
    @OnError
    Uni<Void> failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf("live=socket session=%s outcome=failed error=%s", connection.id(), failure);
        if (connection.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        CloseCode code = failure instanceof IllegalStateException ? CloseCode.TOO_BIG : CloseCode.INTERNAL;
        return connection.close(new CloseReason(code.code()));
    }
}
