package io.docket.eventstore.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;

/** The history of the test domain's event: {@code count} became {@code total}, then its author was added. */
final class AccountUpcasters {
    static final Upcasters ALL = Upcasters.of(
            Upcaster.of("test.account.counted", 2, AccountUpcasters::withAuthor),
            Upcaster.of("test.account.counted", 1, AccountUpcasters::renamed));

    private AccountUpcasters() {}

    private static JsonNode renamed(JsonNode data, EventEnvelope event) {
        ObjectNode renamed = Json.mapper().createObjectNode();
        renamed.set("total", data.get("count"));
        return renamed;
    }

    private static JsonNode withAuthor(JsonNode data, EventEnvelope event) {
        return ((ObjectNode) data).put("by", event.actor());
    }
}
