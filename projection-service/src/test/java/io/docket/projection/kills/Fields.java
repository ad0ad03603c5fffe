package io.docket.projection.kills;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be done with the fields of a document. An absent field and an absent value are the same. */
final class Fields {
    private static final int MAX_FOLDED = 100;
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private Fields() {}

    static void put(Map<String, Object> doc, String field, @Nullable Object value) {
        if (value == null) {
            doc.remove(field);
        } else {
            doc.put(field, value);
        }
    }

    static void copy(LoggedEvent event, Map<String, Object> doc, String... fields) {
        for (String field : fields) {
            put(doc, field, event.get(field));
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> doc, String field) {
        return (List<Map<String, Object>>) doc.getOrDefault(field, List.of());
    }

    static void add(Map<String, Object> doc, String field, Map<String, Object> element) {
        List<Map<String, Object>> longer = new ArrayList<>(list(doc, field));
        longer.add(element);
        doc.put(field, longer);
    }

    /** Who did it, and when. */
    static Map<String, Object> by(LoggedEvent event) {
        Map<String, Object> by = new LinkedHashMap<>();
        by.put("actor", event.actor());
        by.put("at", event.happenedAt());
        return by;
    }

    /** The target after a merge patch (RFC 7396). */
    @SuppressWarnings("unchecked")
    static Map<String, Object> merged(@Nullable Object target, @Nullable Object patch) {
        Map<String, Object> merged = target instanceof Map<?, ?> map
                ? new LinkedHashMap<>((Map<String, Object>) map)
                : new LinkedHashMap<>();
        ((Map<String, @Nullable Object>) Objects.requireNonNull(patch)).forEach((field, value) -> {
            if (value instanceof Map) {
                merged.put(field, merged(merged.get(field), value));
            } else {
                put(merged, field, value);
            }
        });
        return merged;
    }

    /** A text to be found and sorted by: empty where there is none. */
    static Object text(Map<String, Object> doc, String field) {
        return doc.getOrDefault(field, "");
    }

    /** The beginning of a text, to be sorted by whatever its case. */
    static Object folded(Map<String, Object> doc, String field) {
        String lower = text(doc, field).toString().toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(MAX_FOLDED, lower.length()));
    }

    /** A time to be sorted by: behind all others where there is none. */
    static Object time(Map<String, Object> doc, String field) {
        return doc.getOrDefault(field, NEVER);
    }
}
