package io.docket.projection.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain maps, lists and values that every store can hold. */
public final class PlainData {
    /** Deepest nesting that is stored; the wire protocol of the store ends at 100. */
    static final int MAX_DEPTH = 64;

    /** Largest scale of a decimal in the store, with room for the precision. */
    private static final long MAX_SCALE = 6_000;

    private PlainData() {}

    /**
     * The plain form of a JSON value; numbers with more digits than the store holds become text.
     *
     * @throws FoldFailure if it is nested too deeply
     */
    public static @Nullable Object of(@Nullable JsonNode json) {
        return json == null ? null : plain(json, 0);
    }

    /** The target changed by a merge patch (RFC 7396); the target itself stays as it is. */
    public static Map<String, @Nullable Object> merge(Map<String, @Nullable Object> target, JsonNode patch) {
        return merge(target, patch, 0);
    }

    private static Map<String, @Nullable Object> merge(
            Map<String, @Nullable Object> target, JsonNode patch, int depth) {
        if (depth > MAX_DEPTH) {
            throw new FoldFailure("data is nested deeper than " + MAX_DEPTH);
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(target);
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                merged.remove(field.getKey());
            } else if (value.isObject()) {
                merged.put(field.getKey(), merge(objectOrEmpty(merged.get(field.getKey())), value, depth + 1));
            } else {
                merged.put(field.getKey(), plain(value, depth + 1));
            }
        }
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> objectOrEmpty(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static @Nullable Object plain(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) {
            throw new FoldFailure("data is nested deeper than " + MAX_DEPTH);
        }
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                json.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue(), depth + 1)));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>(json.size());
                json.forEach(element -> list.add(plain(element, depth + 1)));
                yield list;
            }
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            default -> null;
        };
    }

    private static Object number(JsonNode json) {
        if (json.canConvertToLong() && json.isIntegralNumber()) {
            return json.longValue();
        }
        BigDecimal decimal = json.decimalValue();
        boolean holds = decimal.precision() <= MathContext.DECIMAL128.getPrecision()
                && Math.abs((long) decimal.scale()) < MAX_SCALE;
        return holds ? decimal : decimal.toString();
    }
}
