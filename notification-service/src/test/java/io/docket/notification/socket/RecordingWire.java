package io.docket.notification.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.nio.ByteBuffer;
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
    /** The frames as they were handed over. */
    final List<Frame> shared = new ArrayList<>();

    int pings;
    int writes;

    @Nullable
    CloseCode code;

    @Nullable
    String reason;

    @Override
    public void send(List<Frame> sent, Runnable done) {
        writes++;
        sent.forEach(frame -> frames.add(Json.tree(text(frame).getBytes(StandardCharsets.UTF_8))));
        shared.addAll(sent);
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

    private static String text(Frame frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame.bytes()).position(1);
        switch (bytes.get()) {
            case 126 -> bytes.getShort();
            case 127 -> bytes.getLong();
            default -> {}
        }
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    JsonNode last() {
        return frames.getLast();
    }

    List<String> ops() {
        return frames.stream().map(frame -> frame.path("op").asText()).toList();
    }
}
