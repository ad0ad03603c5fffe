package io.docket.cli.xes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/**
 * Attributes as JSON: a plain one is its value, a list an array, a container an object, and one with nested attributes
 * {@code {"value": …, "attributes": {…}}}. In keys, {@code .} and a leading {@code $} become {@code _}, as document stores
 * give them a meaning.
 */
public final class AttributeJson {
    private AttributeJson() {}

    /** One attribute. */
    public static JsonNode of(XesAttribute attribute) {
        return switch (attribute.type()) {
            case LIST -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                attribute.children().forEach(child -> array.add(of(child)));
                yield array;
            }
            case CONTAINER -> object(attribute.children());
            default ->
                attribute.children().isEmpty()
                        ? attribute.value()
                        : JsonNodeFactory.instance
                                .objectNode()
                                .<ObjectNode>set("value", attribute.value())
                                .set("attributes", object(attribute.children()));
        };
    }

    /** Attributes as the members of an object. */
    public static ObjectNode object(Collection<XesAttribute> attributes) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        attributes.forEach(attribute -> object.set(key(attribute.key()), of(attribute)));
        return object;
    }

    private static String key(String key) {
        String safe = key.replace('.', '_');
        return safe.startsWith("$") ? "_" + safe.substring(1) : safe;
    }
}
