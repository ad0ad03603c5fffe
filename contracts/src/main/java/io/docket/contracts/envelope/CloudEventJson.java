package io.docket.contracts.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import org.jspecify.annotations.Nullable;

/** The envelope as one JSON object (CloudEvents 1.0 structured mode), as clients get it over websocket, SSE and history. */
public final class CloudEventJson {
    private CloudEventJson() {}

    /** The event as a JSON object; attributes without a value are left out. */
    public static ObjectNode write(EventEnvelope event) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", event.id());
        json.put("source", event.source());
        json.put("type", event.type());
        json.put("subject", event.subject().toString());
        json.put("time", event.time().toString());
        json.put("datacontenttype", "application/json");
        json.put("sequence", event.sequence());
        json.put("root", event.root());
        json.put("tenant", event.tenant());
        json.put("actor", event.actor());
        put(json, "submitter", event.submitter());
        json.put("commandid", event.commandId());
        json.put("correlationid", event.correlationId());
        json.put("causationid", event.causationId());
        json.put("causationdepth", event.causationDepth());
        put(json, "prevhash", event.prevHash());
        put(json, "traceparent", event.traceparent());
        put(
                json,
                "occurredat",
                event.occurredAt() == null ? null : event.occurredAt().toString());
        put(json, "reason", event.reason());
        Activity activity = event.activity();
        if (activity != null) {
            json.put("activity", activity.label());
            put(json, "lifecycle", activity.lifecycle());
            put(json, "resource", activity.resource());
        }
        json.set("data", Json.tree(event.data()));
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
