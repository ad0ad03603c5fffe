package io.docket.cli.importlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A JSON Schema of the case data, drawn from the data itself: which members there are and of which types. */
final class SchemaSketch {
    /** Most members that are listed; data with more is not described further. */
    static final int MAX_MEMBERS = 500;

    private final Map<String, Set<String>> members = new TreeMap<>();
    private boolean overflow;

    /** Takes data, whole or a merge patch, into account. */
    void observe(JsonNode data) {
        data.properties().forEach(member -> {
            if (members.size() < MAX_MEMBERS || members.containsKey(member.getKey())) {
                members.computeIfAbsent(member.getKey(), key -> new TreeSet<>()).add(type(member.getValue()));
            } else {
                overflow = true;
            }
        });
    }

    /** The schema. */
    ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        if (overflow || members.isEmpty()) {
            return schema;
        }
        ObjectNode properties = schema.putObject("properties");
        members.forEach((key, types) -> {
            ObjectNode property = properties.putObject(key);
            if (types.size() == 1) {
                property.put("type", types.iterator().next());
            } else {
                ArrayNode several = property.putArray("type");
                types.forEach(several::add);
            }
        });
        return schema;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            case NULL, MISSING -> "null";
            default -> "string";
        };
    }
}
