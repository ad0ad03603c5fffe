package io.docket.projection.history.export.ocel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An attribute of an object or an event. Its value is text whatever its type, as the published schema has it.
 *
 * @param name its name
 * @param type type of this value
 * @param value the value
 * @param time since when an object has it
 */
record OcelAttribute(String name, String type, String value, Instant time) {
    static final String STRING = "string";

    static OcelAttribute text(String name, String value, Instant time) {
        return new OcelAttribute(name, STRING, value, time);
    }

    static OcelAttribute of(String name, JsonNode value, Instant time) {
        String type = value.isBoolean() ? "boolean" : value.isNumber() ? "float" : STRING;
        return new OcelAttribute(name, type, value.asText(), time);
    }
}
