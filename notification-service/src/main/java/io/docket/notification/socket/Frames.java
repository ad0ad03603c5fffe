package io.docket.notification.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The frames that the server sends, as JSON text. */
final class Frames {
    private Frames() {}

    static String welcome(String session, Duration heartbeat) {
        return op("welcome")
                .put("session", session)
                .put("heartbeatMs", heartbeat.toMillis())
                .toString();
    }

    static String subscribed(String id, Cursor cursor, boolean recovered) {
        return op("subscribed")
                .put("id", id)
                .put("cursor", cursor.toString())
                .put("recovered", recovered)
                .toString();
    }

    static String unsubscribed(String id) {
        return op("unsubscribed").put("id", id).toString();
    }

    /** What precedes the cursor in each event frame of a subscription. */
    static String eventPrefix(String id) {
        String head = op("event").put("id", id).toString();
        return head.substring(0, head.length() - 1) + ",\"cursor\":\"";
    }

    static String event(String prefix, String cursor, String event) {
        return prefix + cursor + "\",\"event\":" + event + '}';
    }

    static String reset(String id, String reason) {
        return op("reset").put("id", id).put("reason", reason).toString();
    }

    /** The token ends soon; a new one may be sent in an {@code auth} frame. */
    static String warning(Instant expires) {
        return op("expiring")
                .put(
                        "inMs",
                        Math.max(0, Duration.between(Instant.now(), expires).toMillis()))
                .put("at", expires.toString())
                .toString();
    }

    static String pong() {
        return op("pong").toString();
    }

    static String error(@Nullable String id, HttpProblem problem) {
        ObjectNode frame = op("error");
        if (id != null) {
            frame.put("id", id);
        }
        ObjectNode body = frame.putObject("problem");
        body.put("type", String.valueOf(problem.getType()));
        body.put("title", problem.getTitle());
        body.put("status", problem.getStatusCode());
        body.put("detail", problem.getDetail());
        problem.getParameters()
                .forEach((name, value) -> body.set(name, Json.mapper().valueToTree(value)));
        return frame.toString();
    }

    private static ObjectNode op(String op) {
        return Json.mapper().createObjectNode().put("op", op);
    }
}
