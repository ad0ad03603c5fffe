package io.docket.projection.history.export.ocel;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which attributes the objects or events of each type have, and of which type each is: {@code float} or {@code boolean} if
 * every value is one, else {@code string}. There are at most {@value #MAX_ATTRIBUTES} of one type; further ones are left
 * out of the log.
 */
final class Types {
    /** The most attributes of a type. */
    static final int MAX_ATTRIBUTES = 1_000;

    private final Map<String, Map<String, String>> attributes = new TreeMap<>();

    /** Takes in an object or event with its attributes. */
    void learn(String type, Collection<OcelAttribute> values) {
        Map<String, String> known = attributes.computeIfAbsent(type, any -> new TreeMap<>());
        for (OcelAttribute value : values) {
            if (known.containsKey(value.name()) || known.size() < MAX_ATTRIBUTES) {
                known.merge(value.name(), value.type(), (one, other) -> one.equals(other) ? one : OcelAttribute.STRING);
            }
        }
    }

    /** True if the attribute is declared. */
    boolean has(String type, String attribute) {
        return attributes.getOrDefault(type, Map.of()).containsKey(attribute);
    }

    /** The types, each with its attributes and their types. */
    Map<String, Map<String, String>> all() {
        return attributes;
    }
}
