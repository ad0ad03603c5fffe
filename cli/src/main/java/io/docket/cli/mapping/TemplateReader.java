package io.docket.cli.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import io.docket.cli.failure.UserError;
import io.docket.cli.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads templates.
 *
 * @param names what {@code ${activity}} and the like stand for
 * @param ofEvent whether the templates belong to an event, not to the case itself
 */
record TemplateReader(AttributeNames names, boolean ofEvent) {
    private static final Pattern HOLE = Pattern.compile("\\$\\{([^}]*)}");

    Template read(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar ->
                scalar.value().isTextual()
                        ? text(scalar.place(), scalar.value().asText())
                        : new Template.Constant(scalar.value());
            case YamlNode.Items items ->
                new Template.Items(items.values().stream().map(this::read).toList());
            case YamlNode.Fields fields -> {
                Map<String, Template> entries = new LinkedHashMap<>();
                fields.entries().forEach((key, value) -> entries.put(key, read(value)));
                yield new Template.Fields(entries);
            }
        };
    }

    private Template text(String place, String text) {
        List<Template> parts = new ArrayList<>();
        Matcher hole = HOLE.matcher(text);
        int end = 0;
        while (hole.find()) {
            if (hole.start() > end) {
                parts.add(new Template.Constant(TextNode.valueOf(text.substring(end, hole.start()))));
            }
            parts.add(new Template.Hole(reference(place, hole.group(1))));
            end = hole.end();
        }
        if (end < text.length() || parts.isEmpty()) {
            parts.add(new Template.Constant(TextNode.valueOf(text.substring(end))));
        }
        return parts.size() == 1 ? parts.getFirst() : new Template.Text(parts);
    }

    private Reference reference(String place, String text) {
        return Reference.parse(text, names, ofEvent)
                .orElseThrow(() -> new UserError(place + ": unknown reference ${" + text + "}"
                        + (ofEvent ? "" : " for a case") + "; allowed: " + Reference.FORMS
                        + (ofEvent ? "" : ", of which only the last three without an event")));
    }
}
