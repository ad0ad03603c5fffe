package io.docket.cli.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.failure.UserError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A value of a YAML document that knows its place. The typed accessors throw a {@link UserError} in one line,
 * {@code file:line: what}, where the value is not of the type.
 */
public sealed interface YamlNode {
    /** File and line, {@code mapping.yaml:12}. */
    String place();

    /** A mapping from keys to values. */
    record Fields(String place, Map<String, YamlNode> entries) implements YamlNode {
        /** The value of a key, if it is there. */
        public Optional<YamlNode> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** The value of a key that must be there. */
        public YamlNode require(String key) {
            return get(key).orElseThrow(() -> new UserError(place + ": the key \"" + key + "\" is missing"));
        }

        /** Throws if there is a key that is not allowed. */
        public void allowOnly(Collection<String> keys) {
            entries.forEach((key, value) -> {
                if (!keys.contains(key)) {
                    throw new UserError(value.place() + ": unknown key \"" + key + "\"; allowed here: "
                            + String.join(", ", new TreeSet<>(keys)));
                }
            });
        }
    }

    /** A sequence of values. */
    record Items(String place, List<YamlNode> values) implements YamlNode {}

    /** Text, a number, true, false or nothing. */
    record Scalar(String place, JsonNode value) implements YamlNode {}

    /** This value as a mapping. */
    default Fields fields(String what) {
        return this instanceof Fields fields ? fields : wrong(what, "a mapping (key: value)");
    }

    /** This value as a sequence; a single value counts as a sequence of one. */
    default List<YamlNode> items() {
        return this instanceof Items items ? items.values() : List.of(this);
    }

    /** This value as text that is not empty. */
    default String text(String what) {
        return this instanceof Scalar scalar
                        && scalar.value().isTextual()
                        && !scalar.value().asText().isBlank()
                ? scalar.value().asText()
                : wrong(what, "text");
    }

    /** This value as true or false. */
    default boolean bool(String what) {
        return this instanceof Scalar scalar && scalar.value().isBoolean()
                ? scalar.value().asBoolean()
                : wrong(what, "true or false");
    }

    /** This value as JSON. */
    default JsonNode json() {
        return switch (this) {
            case Scalar scalar -> scalar.value();
            case Items items -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                items.values().forEach(item -> array.add(item.json()));
                yield array;
            }
            case Fields fields -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                fields.entries().forEach((key, value) -> object.set(key, value.json()));
                yield object;
            }
        };
    }

    private <T> T wrong(String what, String expected) {
        throw new UserError(place() + ": " + what + " must be " + expected);
    }
}
