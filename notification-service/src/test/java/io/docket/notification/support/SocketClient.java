package io.docket.notification.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of {@code docket.v1} that keeps what it gets, and can stop reading. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    public final List<JsonNode> control = new CopyOnWriteArrayList<>();
    public final List<JsonNode> events = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    public volatile int closeCode;
    public volatile String closeReason = "";

    private final HttpClient http = HttpClient.newHttpClient();
    private final StringBuilder text = new StringBuilder();
    private final AtomicInteger owed = new AtomicInteger();
    private volatile boolean reading = true;
    private final WebSocket socket;

    /** Connects; the token goes into the handshake where it is given. */
    public SocketClient(URI address, @Nullable String token, String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols("docket.v1");
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        for (int header = 0; header < headers.length; header += 2) {
            builder.header(headers[header], headers[header + 1]);
        }
        socket = builder.buildAsync(address, this).join();
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Sends a frame, with {@code '} for {@code "}. */
    public void send(String frame) {
        socket.sendText(frame.replace('\'', '"'), true).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
    }

    public void pause() {
        reading = false;
    }

    public void goOn() {
        reading = true;
        socket.request(owed.getAndSet(0));
    }

    /** True if a frame with the op has come that is not an event. */
    public boolean heard(String op) {
        return control.stream().anyMatch(frame -> frame.path("op").asText().equals(op));
    }

    public String lastCursor() {
        return events.getLast().path("cursor").asText();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode frame = Json.tree(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
            if (frame.path("op").asText().equals("event")) {
                events.add(frame);
            } else {
                control.add(frame);
            }
        }
        if (reading) {
            webSocket.request(1);
        } else {
            owed.incrementAndGet();
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode = statusCode;
        closeReason = reason;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode = -1;
        closeReason = error.toString();
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
