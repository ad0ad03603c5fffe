package io.docket.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/**
 * A JSON value with holes for what the log says. Text that is one reference and nothing else takes the attribute's type,
 * and is left out where the attribute is absent; within longer text an absent attribute is empty.
 */
public sealed interface Template {
    /** The value; missing where it is to be left out. */
    JsonNode fill(Scope scope);

    /** A value without holes. */
    record Constant(JsonNode value) implements Template {
        @Override
        public JsonNode fill(Scope scope) {
            return value;
        }
    }

    /** One reference. */
    record Hole(Reference reference) implements Template {
        @Override
        public JsonNode fill(Scope scope) {
            return scope.resolve(reference);
        }
    }

    /** Text made of constants and holes. */
    record Text(List<Template> parts) implements Template {
        @Override
        public JsonNode fill(Scope scope) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.fill(scope).asText()));
            return TextNode.valueOf(text.toString());
        }
    }

    /** An object whose values are templates. */
    record Fields(Map<String, Template> entries) implements Template {
        @Override
        public JsonNode fill(Scope scope) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            entries.forEach((key, value) -> {
                JsonNode filled = value.fill(scope);
                if (!filled.isMissingNode()) {
                    object.set(key, filled);
                }
            });
            return object;
        }
    }

    /** A list whose items are templates; empty when all are left out. */
    record Items(List<Template> items) implements Template {
        @Override
        public JsonNode fill(Scope scope) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Template item : items) {
                JsonNode filled = item.fill(scope);
                if (!filled.isMissingNode()) {
                    array.add(filled);
                }
            }
            return array.isEmpty() ? MissingNode.getInstance() : array;
        }
    }
}
