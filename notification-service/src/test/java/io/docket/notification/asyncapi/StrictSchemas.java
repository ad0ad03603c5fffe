package io.docket.notification.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.docket.contracts.json.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The schemas of an AsyncAPI document, stricter than a client should take them: a member that is not described is a fault,
 * so that nothing travels that the document does not tell of.
 */
public final class StrictSchemas {
    private static final String BASE = "https://docket.io/asyncapi.json";

    private final JsonNode document;
    private final SchemaRegistry registry;

    public StrictSchemas(String json) {
        try {
            document = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode strict = Json.mapper().createObjectNode();
        strict.set("components", document.path("components").deepCopy());
        close(strict);
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_7,
                builder -> builder.schemas(Map.of(BASE, strict.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    public JsonNode document() {
        return document;
    }

    /** What is at the place, after one reference if it is one. */
    public JsonNode at(String pointer) {
        JsonNode found = document.at(pointer);
        return found.has("$ref") ? at(found.path("$ref").asText().substring(1)) : found;
    }

    /** What is wrong with the value by the schema at the place in the document; empty if it fits. */
    public List<String> faults(String pointer, JsonNode value) {
        if (document.at(pointer).isMissingNode()) {
            return List.of("no schema at " + pointer);
        }
        Schema schema = registry.getSchema(SchemaLocation.of(BASE + "#" + pointer));
        return schema.validate(value).stream().map(Error::toString).toList();
    }

    /** The same by the payload of a message. */
    public List<String> payloadFaults(String message, JsonNode payload) {
        return faults("/components/messages/" + message + "/payload", payload);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(StrictSchemas::close);
    }
}
