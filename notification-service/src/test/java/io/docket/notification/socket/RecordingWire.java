package io.docket.notification.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection whose client takes frames when the test says so. */
final class RecordingWire implements Wire {
    final List<JsonNode> frames = new ArrayList<>();
    final Deque<Runnable> untaken = new ArrayDeque<>();
    boolean reading = true;
    int pings;

    @Nullable
    CloseCode code;

    @Nullable
    String reason;

    @Override
    public void send(String text, Runnable done) {
        frames.add(Json.tree(text.getBytes(StandardCharsets.UTF_8)));
        if (reading) {
            done.run();
        } else {
            untaken.add(done);
        }
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(CloseCode closeCode, String closeReason) {
        code = closeCode;
        reason = closeReason;
    }

    void take(int count) {
        for (int taken = 0; taken < count && !untaken.isEmpty(); taken++) {
            untaken.remove().run();
        }
    }

    JsonNode last() {
        return frames.getLast();
    }

    List<String> ops() {
        return frames.stream().map(frame -> frame.path("op").asText()).toList();
    }
}
