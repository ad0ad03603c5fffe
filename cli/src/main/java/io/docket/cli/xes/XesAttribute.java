package io.docket.cli.xes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An attribute of a trace or an event.
 *
 * @param key its key
 * @param type its type
 * @param value its value as JSON: text, exact number, boolean; a date as ISO-8601 text with zone; null for a list or a
 *     container
 * @param children nested attributes, in document order
 */
public record XesAttribute(String key, XesType type, JsonNode value, List<XesAttribute> children) {
    /** The value as text. */
    public String text() {
        return value.asText();
    }
}
