package io.docket.system.support;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Case types and ids that no other test uses. */
public final class Fixtures {
    private Fixtures() {}

    /** An id that is new in every run. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Defines a case type with the stages received -> review -> decided, and answers with its id. */
    public static String permitType(Map<String, ?> more) {
        String id = unique("permit");
        var definition = new java.util.HashMap<String, Object>(Map.of(
                "id",
                id,
                "name",
                "Permit",
                "dataSchema",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("street", Map.of("type", "string"), "floors", Map.of("type", "integer", "minimum", 1)),
                        "additionalProperties",
                        false),
                "stages",
                List.of(
                        Map.of("id", "received", "name", "Received", "next", List.of("review")),
                        Map.of("id", "review", "name", "Review", "next", List.of("received", "decided")),
                        Map.of("id", "decided", "name", "Decided", "next", List.of()))));
        definition.putAll(more);
        new Api("demo").accepted("define-case-type", definition);
        return id;
    }
}
