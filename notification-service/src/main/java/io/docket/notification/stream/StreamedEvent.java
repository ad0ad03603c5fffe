package io.docket.notification.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.outbox.Sized;
import io.docket.notification.socket.CloseCode;
import io.netty.buffer.ByteBufUtil;

/**
 * What a stream tells its client.
 *
 * @param cursor the place after it
 * @param name type of the event, or {@code subscribed}, {@code reset} or {@code closed}; empty for a heartbeat
 * @param json the CloudEvent, or what there is to say
 * @param size bytes of all of them
 */
record StreamedEvent(String cursor, String name, String json, int size) implements Sized {
    /** Nothing but a sign of life. */
    static final StreamedEvent HEARTBEAT = new StreamedEvent("", "", "");

    StreamedEvent(String cursor, String name, String json) {
        this(cursor, name, json, cursor.length() + name.length() + ByteBufUtil.utf8Bytes(json));
    }

    /** The stream begins at the place. */
    static StreamedEvent subscribed(Cursor from, boolean recovered) {
        return new StreamedEvent(from.toString(), "subscribed", "{\"recovered\":" + recovered + "}");
    }

    /** An event, and the cursor after it. */
    static StreamedEvent event(LoggedEvent event, String cursor) {
        return new StreamedEvent(cursor, event.envelope().type(), event.json());
    }

    /** The place asked for is none, or no longer. */
    static StreamedEvent reset(String reason) {
        return new StreamedEvent("", "reset", object().put("reason", reason).toString());
    }

    /** The server ends the stream, whose client goes on from the cursor. */
    static StreamedEvent closed(CloseCode code, String reason, String cursor) {
        ObjectNode said =
                object().put("code", code.code()).put("cursor", cursor).put("reason", reason);
        return new StreamedEvent(cursor, "closed", said.toString());
    }

    boolean isHeartbeat() {
        return equals(HEARTBEAT);
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
