package io.docket.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.docket.cli.xes.XesAttribute;
import io.docket.cli.xes.XesTrace;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One member of the case data.
 *
 * @param name its name in the case data
 * @param attribute key of the trace attribute that it comes from; {@code null} for a constant
 * @param type type that the value must have
 * @param constant the value, where it does not come from the log
 * @param ignored texts that count as absent
 * @param place where it stands in the mapping
 */
public record DataField(
        String name, @Nullable String attribute, ValueType type, JsonNode constant, Set<String> ignored, String place) {
    /** The value of a trace; missing where the trace has none. Throws {@link IllegalArgumentException}. */
    public JsonNode of(XesTrace trace) {
        if (attribute == null) {
            return constant;
        }
        XesAttribute source = trace.attributes().get(attribute);
        if (source == null || ignored.contains(source.text())) {
            return MissingNode.getInstance();
        }
        return type.convert(source);
    }
}
