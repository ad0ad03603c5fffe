package io.docket.cli.bulk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;

/**
 * One command of a bulk request.
 *
 * @param type command type
 * @param key idempotency key
 * @param root the case that it is about: commands of one root are executed in order
 * @param data payload
 * @param label where it comes from, for messages
 * @param primary whether it stands for an event of the log, rather than making one legal
 */
public record BulkCommand(String type, String key, String root, ObjectNode data, String label, boolean primary) {
    /** The line in the request, without its end. */
    byte[] line() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("type", type).put("idempotencyKey", key).set("data", data);
        return Json.bytes(line);
    }
}
