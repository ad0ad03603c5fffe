package io.docket.cli.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One websocket of a subscription. Asks for the next frame only after the last one is dealt with, so a slow terminal slows
 * the server down instead of filling memory.
 */
final class LiveConnection implements WebSocket.Listener {
    /** Longest frame, in characters. */
    static final int MAX_FRAME = 16 << 20;

    private final Subscription subscription;
    private final String token;
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private final StringBuilder frame = new StringBuilder();
    private volatile long lastSign = System.nanoTime();
    private volatile long heartbeatMillis;
    private volatile boolean welcomed;

    LiveConnection(Subscription subscription, String token) {
        this.subscription = subscription;
        this.token = token;
    }

    /** Why a connection ended. */
    sealed interface End {
        /** There were enough events. */
        record Done() implements End {}

        /** The server refuses; another try would not help. */
        record Refused(String problem) implements End {}

        /** It was lost. */
        record Lost(String reason) implements End {}
    }

    /** Completes when the connection ends. */
    CompletableFuture<End> ended() {
        return ended;
    }

    /** True if the server accepted the token. */
    boolean isWelcomed() {
        return welcomed;
    }

    /** The interval in which the server wants signs of life; 0 before it says so. */
    long heartbeatMillis() {
        return heartbeatMillis;
    }

    /** Milliseconds since the last sign of life of the server. */
    long silentMillis() {
        return (System.nanoTime() - lastSign) / 1_000_000;
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.sendText(Subscription.auth(token), true);
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        if (ended.isDone()) {
            return null;
        }
        lastSign = System.nanoTime();
        if (frame.length() + part.length() > MAX_FRAME) {
            ended.complete(new End.Lost("a frame is longer than " + MAX_FRAME + " characters"));
            return null;
        }
        frame.append(part);
        if (last) {
            String text = frame.toString();
            frame.setLength(0);
            take(socket, text);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        lastSign = System.nanoTime();
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        ended.complete(new End.Lost("closed by the server: " + status + " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ended.complete(new End.Lost(String.valueOf(error.getMessage())));
    }

    private void take(WebSocket socket, String text) {
        try {
            JsonNode json = Json.mapper().readTree(text);
            if (json.path("op").asText().equals("welcome")) {
                welcomed = true;
                heartbeatMillis = json.path("heartbeatMs").asLong();
            }
            switch (subscription.frame(json)) {
                case Subscription.Next.GoOn ignored -> {}
                case Subscription.Next.Send send -> socket.sendText(send.frame(), true);
                case Subscription.Next.Done ignored -> ended.complete(new End.Done());
                case Subscription.Next.Refused refused -> ended.complete(new End.Refused(refused.problem()));
            }
        } catch (JsonProcessingException e) {
            ended.complete(new End.Lost("a frame is not JSON"));
        }
    }
}
