package io.docket.notification.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.docket.notification.live.From;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frame of the client, read and checked. A frame that is none is an {@link HttpProblem}. */
sealed interface ClientFrame {
    /** Longest id of a subscription, in characters. */
    int MAX_ID_LENGTH = 64;

    record Auth(String token) implements ClientFrame {}

    record Subscribe(String id, @Nullable JsonNode filter, From from) implements ClientFrame {}

    record Unsubscribe(String id) implements ClientFrame {}

    record Ping() implements ClientFrame {}

    record Ack(Cursor cursor) implements ClientFrame {}

    static ClientFrame read(String text) {
        JsonNode frame = parse(text);
        return switch (frame.path("op").asText()) {
            case "auth" -> new Auth(text(frame, "token", Integer.MAX_VALUE));
            case "subscribe" -> new Subscribe(text(frame, "id", MAX_ID_LENGTH), frame.get("filter"), from(frame));
            case "unsubscribe" -> new Unsubscribe(text(frame, "id", MAX_ID_LENGTH));
            case "ping" -> new Ping();
            case "ack" -> new Ack(cursor(frame));
            default -> throw fault("/op", "must be auth, subscribe, unsubscribe, ping or ack");
        };
    }

    /** The id in the frame, where it has one, so that an error can name it. */
    static @Nullable String idOf(String text) {
        try {
            JsonNode id = Json.mapper().readTree(text).path("id");
            boolean usable =
                    id.isTextual() && !id.asText().isEmpty() && id.asText().length() <= MAX_ID_LENGTH;
            return usable ? id.asText() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode frame = Json.mapper().readTree(text);
            if (!frame.isObject()) {
                throw fault("", "must be a JSON object");
            }
            return frame;
        } catch (JsonProcessingException e) {
            throw fault("", "is not JSON: " + e.getOriginalMessage());
        }
    }

    private static From from(JsonNode frame) {
        if (!frame.has("from")) {
            return new From.Now();
        }
        try {
            return From.parse(text(frame, "from", Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw fault("/from", "must be now, earliest or a cursor");
        }
    }

    private static Cursor cursor(JsonNode frame) {
        try {
            return Cursor.parse(text(frame, "cursor", Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw fault("/cursor", "must be a cursor");
        }
    }

    private static String text(JsonNode frame, String name, int maxLength) {
        JsonNode value = frame.path(name);
        if (!value.isTextual() || value.asText().isEmpty() || value.asText().length() > maxLength) {
            throw fault(
                    "/" + name,
                    maxLength == Integer.MAX_VALUE
                            ? "must be a text"
                            : "must be a text of 1 to " + maxLength + " characters");
        }
        return value.asText();
    }

    private static HttpProblem fault(String pointer, String detail) {
        return Problems.invalid("The frame is not valid", List.of(new FieldError(pointer, detail)));
    }
}
