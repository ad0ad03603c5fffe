package io.docket.projection.history.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The plain values in data, by their path. Lists and what lies deep are left out. */
public final class Scalars {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_VALUES = 200;

    private Scalars() {}

    /** The values below a prefix, in their order. */
    public static Map<String, JsonNode> of(String prefix, JsonNode data) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        collect(prefix, data, 0, values);
        return values;
    }

    private static void collect(String path, JsonNode node, int depth, Map<String, JsonNode> values) {
        if (node.isObject() && depth < MAX_DEPTH) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + '.' + field.getKey(),
                            field.getValue(),
                            depth + 1,
                            values));
        } else if (node.isValueNode() && !node.isNull() && values.size() < MAX_VALUES) {
            values.put(path, node);
        }
    }
}
