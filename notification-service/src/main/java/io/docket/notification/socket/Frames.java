package io.docket.notification.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The frames that the server sends. */
final class Frames {
    private Frames() {}

    static Frame welcome(String session, Duration heartbeat) {
        return frame(op("welcome").put("session", session).put("heartbeatMs", heartbeat.toMillis()));
    }

    static Frame subscribed(String id, Cursor cursor, boolean recovered) {
        return frame(
                op("subscribed").put("id", id).put("cursor", cursor.toString()).put("recovered", recovered));
    }

    static Frame unsubscribed(String id) {
        return frame(op("unsubscribed").put("id", id));
    }

    /** What precedes the cursor in each event frame of a subscription. */
    static String eventPrefix(String id) {
        String head = op("event").put("id", id).toString();
        return head.substring(0, head.length() - 1) + ",\"cursor\":\"";
    }

    static Frame event(String prefix, String cursor, String event) {
        return Frame.of(prefix + cursor + "\",\"event\":" + event + '}');
    }

    static Frame reset(String id, String reason) {
        return frame(op("reset").put("id", id).put("reason", reason));
    }

    /** The token ends soon; a new one may be sent in an {@code auth} frame. */
    static Frame expiring(Instant expires, Instant now) {
        return frame(op("expiring")
                .put("inMs", Math.max(0, Duration.between(now, expires).toMillis()))
                .put("at", expires.toString()));
    }

    static Frame pong() {
        return frame(op("pong"));
    }

    static Frame error(@Nullable String id, HttpProblem problem) {
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
        return frame(frame);
    }

    private static Frame frame(ObjectNode json) {
        return Frame.of(json.toString());
    }

    private static ObjectNode op(String op) {
        return Json.mapper().createObjectNode().put("op", op);
    }
}
