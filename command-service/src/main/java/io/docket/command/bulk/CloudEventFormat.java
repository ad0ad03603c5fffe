package io.docket.command.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.command.decision.Refusal;
import io.docket.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * A CloudEvent 1.0 as a command: {@code type} is the command, with or without the prefix {@code docket.command.};
 * {@code source} and {@code id} together are the idempotency key; {@code data} is the payload.
 */
public final class CloudEventFormat implements ItemFormat {
    private static final String PREFIX = "docket.command.";

    private final ItemFormat lines;

    /** @param lines format of the same command without the envelope */
    public CloudEventFormat(ItemFormat lines) {
        this.lines = lines;
    }

    @Override
    public BulkItem item(JsonNode value, int bytes) {
        List<FieldError> errors = new ArrayList<>();
        if (!"1.0".equals(value.path("specversion").textValue())) {
            errors.add(new FieldError("/specversion", "it must be 1.0"));
        }
        for (String attribute : List.of("id", "source", "type")) {
            if (!value.path(attribute).isTextual()) {
                errors.add(new FieldError("/" + attribute, "it must be a string"));
            }
        }
        if (!errors.isEmpty()) {
            return BulkItem.unreadable(Refusal.invalid("this is not a CloudEvent 1.0", errors));
        }
        return lines.item(line(value), bytes);
    }

    private static ObjectNode line(JsonNode event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        String type = event.get("type").textValue();
        line.put("type", type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type);
        line.put(
                "idempotencyKey",
                event.get("source").textValue() + "#" + event.get("id").textValue());
        if (event.has("data")) {
            line.set("data", event.get("data"));
        }
        if (event.has("traceparent")) {
            line.set("traceparent", event.get("traceparent"));
        }
        if (event.has("ifmatch")) {
            line.set("ifMatch", event.get("ifmatch"));
        }
        return line;
    }
}
