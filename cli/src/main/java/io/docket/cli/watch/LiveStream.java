package io.docket.cli.watch;

import io.docket.cli.bulk.Backoff;
import io.docket.cli.bulk.TokenSource;
import io.docket.cli.failure.UserError;
import io.docket.cli.watch.LiveConnection.End;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps a subscription connected: after a loss it connects again and goes on from the last cursor. */
final class LiveStream {
    private static final String PROTOCOL = "docket.v1";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final long DEFAULT_HEARTBEAT_MILLIS = 15_000;
    private static final int SILENT_HEARTBEATS = 3;
    private static final long GOODBYE_MILLIS = 500;

    private final HttpClient http;
    private final URI address;
    private final TokenSource tokens;
    private final Backoff backoff;

    LiveStream(HttpClient http, URI gateway, TokenSource tokens, Backoff backoff) {
        this.http = http;
        this.address = URI.create(gateway.toString().replaceFirst("^http", "ws") + "/ws");
        this.tokens = tokens;
        this.backoff = backoff;
    }

    /** Runs until the subscription has enough. Throws {@link UserError} if the server refuses or stays away. */
    void run(Subscription subscription) throws InterruptedException {
        int attempt = 0;
        while (true) {
            switch (connect(subscription)) {
                case Connected(End.Done ignored, boolean welcomed) -> {
                    return;
                }
                case Connected(End.Refused refused, boolean welcomed) ->
                    throw new UserError(address + " refused: " + refused.problem());
                case Connected(End.Lost lost, boolean welcomed) -> {
                    attempt = welcomed ? 1 : attempt + 1;
                    if (attempt > backoff.attempts()) {
                        throw new UserError(address + " stays away: " + lost.reason());
                    }
                    subscription.note("connection lost (" + lost.reason() + "), going on from the last cursor");
                    Thread.sleep(backoff.before(attempt, 0, ThreadLocalRandom.current()));
                }
            }
        }
    }

    private record Connected(End end, boolean welcomed) {}

    private Connected connect(Subscription subscription) throws InterruptedException {
        LiveConnection connection;
        WebSocket socket;
        try {
            connection = new LiveConnection(subscription, tokens.current());
            socket = http.newWebSocketBuilder()
                    .subprotocols(PROTOCOL)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .buildAsync(address, connection)
                    .join();
        } catch (IOException | CompletionException e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            return new Connected(new End.Lost(cause.getClass().getSimpleName() + " " + cause.getMessage()), false);
        }
        try {
            return new Connected(await(connection, socket), connection.isWelcomed());
        } finally {
            sayGoodbye(socket);
        }
    }

    private static void sayGoodbye(WebSocket socket) {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
                .handle((closed, failure) -> failure == null)
                .join();
        socket.abort();
    }

    private static End await(LiveConnection connection, WebSocket socket) throws InterruptedException {
        while (true) {
            long heartbeat = connection.heartbeatMillis() > 0 ? connection.heartbeatMillis() : DEFAULT_HEARTBEAT_MILLIS;
            try {
                return connection.ended().get(heartbeat, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (connection.silentMillis() > heartbeat * SILENT_HEARTBEATS) {
                    return new End.Lost("no sign of life for " + connection.silentMillis() / 1000 + " s");
                }
                socket.sendPing(ByteBuffer.allocate(0));
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
