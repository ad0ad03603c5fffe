package io.docket.notification.socket;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;

import io.docket.contracts.event.CaseEvent;
import io.docket.kit.identity.Caller;
import io.docket.notification.Configs;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.live.Deliveries;
import io.docket.notification.live.KnownProgress;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.LiveLog;
import io.docket.notification.live.Readers;
import io.docket.notification.live.ThreadTurns;
import io.docket.notification.log.Tail;
import io.docket.notification.socket.Authenticator.Authenticated;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck.CheckResult;
import io.quarkus.websockets.next.HttpUpgradeCheck.HttpUpgradeContext;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The websocket {@code /ws} on a real socket: handshake, sessions and watchdog of the service, beside a log in memory. A
 * token is the name of a case worker of {@code acme}.
 */
final class LocalServer implements AutoCloseable {
    private static final int TOKEN_SECONDS = 300;

    final RecordingMeter meter = new RecordingMeter();

    private final Vertx vertx = Vertx.vertx();
    private final ThreadTurns turns = new ThreadTurns(1);
    private final FactBook facts = MemoryFacts.book(10);
    private final LiveLog log = new LiveLog(new Tail(2_000, 50_000_000));
    private final Sessions sessions;
    private final UpgradeCheck check;
    private final LiveSocket socket;
    private final HttpServer server;
    private long nextOffset;

    /** Starts it on a free port. */
    LocalServer(Map<String, String> settings) {
        LiveConfig config = Configs.live(settings);
        Readers readers = new Readers(() -> {
            throw new IllegalStateException("no log here");
        });
        sessions = new Sessions(
                new Deliveries(log, readers, turns, meter), LocalServer::authenticate, meter, config, turns);
        check = new UpgradeCheck(sessions, LocalServer::authenticate, new KnownProgress(log, readers, true), config);
        socket = new LiveSocket(sessions, config);
        sessions.start(new StartupEvent());
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSendBufferSize(config.sendBufferBytes())
                        .setWebSocketSubProtocols(List.of(UpgradeCheck.PROTOCOL)))
                .requestHandler(this::upgrade)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + server.actualPort() + "/ws");
    }

    /** Number of open connections. */
    int connections() {
        return sessions.count();
    }

    /** Number of subscriptions that have begun. */
    long subscriptions() {
        return log.subscriptions();
    }

    /** A case moves to the stage. */
    void move(String stage) {
        log.append(
                List.of(logged(facts, 0, nextOffset++, envelope("acme", "case/1", new CaseEvent.Moved("a", stage)))));
    }

    @Override
    public void close() {
        sessions.stop(new ShutdownEvent());
        vertx.close().toCompletionStage().toCompletableFuture().join();
        turns.close();
    }

    private void upgrade(HttpServerRequest request) {
        Handshake handshake = new Handshake(request, new KeptData());
        check.perform(handshake).subscribe().with(result -> answer(handshake, result));
    }

    private void answer(Handshake handshake, CheckResult result) {
        HttpServerRequest request = handshake.httpRequest();
        if (result.isUpgradePermitted()) {
            request.toWebSocket().onSuccess(peer -> open(peer, new VertxConnection(peer, handshake.userData())));
        } else {
            result.getResponseHeaders().forEach(request.response()::putHeader);
            request.response().setStatusCode(result.getHttpResponseCode()).end();
        }
    }

    private void open(ServerWebSocket peer, VertxConnection connection) {
        peer.textMessageHandler(
                text -> socket.text(text, connection).subscribe().with(done -> {}));
        peer.pongHandler(data -> socket.pong(data, connection).subscribe().with(done -> {}));
        peer.closeHandler(gone -> socket.closed(connection).subscribe().with(done -> {}));
        socket.open(connection).subscribe().with(done -> {});
    }

    private static Uni<Authenticated> authenticate(String token) {
        Caller caller = new Caller("acme", token, Set.of("case-worker"), Set.of());
        return Uni.createFrom().item(new Authenticated(caller, Instant.now().plusSeconds(TOKEN_SECONDS)));
    }

    private record Handshake(HttpServerRequest httpRequest, UserData userData) implements HttpUpgradeContext {
        @Override
        public String pathParam(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<SecurityIdentity> securityIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String endpointId() {
            throw new UnsupportedOperationException();
        }
    }
}
