package io.docket.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.docket.cli.xes.XesAttribute;
import io.docket.cli.xes.XesEvent;
import io.docket.cli.xes.XesTrace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template can refer to: a trace, and an event of it unless the template belongs to the case itself.
 *
 * @param trace the trace
 * @param event the event, or {@code null}
 * @param names which attributes hold activity, lifecycle, time and actor
 */
public record Scope(XesTrace trace, @Nullable XesEvent event, AttributeNames names) {
    /** The value of a reference; missing where the log has none. */
    JsonNode resolve(Reference reference) {
        return switch (reference) {
            case Reference.TraceName ignored -> TextNode.valueOf(trace.name());
            case Reference.TraceAttribute attribute -> value(trace.attributes(), attribute.key());
            case Reference.EventAttribute attribute ->
                event == null ? MissingNode.getInstance() : value(event.attributes(), attribute.key());
        };
    }

    /** The event's activity; empty where it has none. */
    public String activity() {
        return text(names.activity());
    }

    /** The event's lifecycle transition; empty where it has none. */
    public String lifecycle() {
        return text(names.lifecycle());
    }

    /** Who or what did it, letter by letter; empty where the log does not say. */
    public String resource() {
        return text(names.actor());
    }

    /** The one who did it; {@code null} where the log does not say. */
    public @Nullable String actor() {
        String actor = resource().strip();
        return actor.isEmpty() ? null : actor;
    }

    private String text(String key) {
        return event == null ? "" : value(event.attributes(), key).asText();
    }

    private static JsonNode value(Map<String, XesAttribute> attributes, String key) {
        XesAttribute attribute = attributes.get(key);
        return attribute == null ? MissingNode.getInstance() : attribute.value();
    }
}
