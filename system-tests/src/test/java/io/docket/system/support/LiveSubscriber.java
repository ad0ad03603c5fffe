package io.docket.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A websocket client of {@code docket.v1} that keeps what it is told. */
public final class LiveSubscriber implements WebSocket.Listener, AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuilder text = new StringBuilder();
    private final List<JsonNode> control = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> closed = new AtomicReference<>();
    private final Consumer<JsonNode> onEvent;
    private final WebSocket socket;

    /** Connects as the user; every event frame is given to the consumer, in order. */
    public LiveSubscriber(String user, Consumer<JsonNode> onEvent) {
        this.onEvent = onEvent;
        String token = Tokens.of(user);
        this.socket = client.newWebSocketBuilder()
                .subprotocols("docket.v1")
                .buildAsync(URI.create(Platform.gateway().replaceFirst("^http", "ws") + "/ws"), this)
                .join();
        send(Map.of("op", "auth", "token", token));
    }

    /** Subscribes; {@code from} is a cursor, {@code now} or {@code earliest}. */
    public void subscribe(String id, Map<String, ?> filter, String from) {
        send(Map.of("op", "subscribe", "id", id, "filter", filter, "from", from));
    }

    /** Frames that are not events, in order. */
    public List<JsonNode> control() {
        return List.copyOf(control);
    }

    /** True once the server has confirmed the subscription. */
    public boolean subscribed(String id) {
        return control.stream()
                .anyMatch(frame -> frame.path("op").asText().equals("subscribed")
                        && frame.path("id").asText().equals(id));
    }

    /** Why the connection ended, or nothing while it is open. */
    public @Nullable String closed() {
        return closed.get();
    }

    private void send(Map<String, ?> frame) {
        socket.sendText(new String(Json.bytes(frame), java.nio.charset.StandardCharsets.UTF_8), true)
                .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            take(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void take(String frame) {
        try {
            JsonNode json = Json.mapper().readTree(frame);
            if (json instanceof ObjectNode && json.path("op").asText().equals("event")) {
                onEvent.accept(json);
            } else {
                control.add(json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.set(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.set(error.toString());
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
