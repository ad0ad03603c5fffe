package io.docket.cli.mapping;

import io.docket.cli.failure.UserError;
import io.docket.cli.yaml.YamlNode;
import io.docket.cli.yaml.YamlNode.Fields;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Reads the rules of a mapping.
 *
 * @param templates reads their templates
 */
record RuleReader(TemplateReader templates) {
    private static final List<String> CONDITIONS = List.of("activity", "lifecycle", "last", "command");

    Rule read(Fields fields) {
        YamlNode commandNode = fields.require("command");
        CommandKind command = CommandKind.named(commandNode.text("command"))
                .orElseThrow(() -> new UserError(commandNode.place() + ": unknown command \""
                        + commandNode.text("command") + "\"; allowed: " + CommandKind.names()));
        allowOnly(fields, command);
        Set<String> lifecycles = fields.get("lifecycle").stream()
                .flatMap(node -> node.items().stream())
                .map(item -> item.text("lifecycle").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        List<ActivityPattern> activities = fields.require("activity").items().stream()
                .map(RuleReader::pattern)
                .toList();
        boolean last = fields.get("last").map(node -> node.bool("last")).orElse(false);
        return new Rule(fields.place(), activities, lifecycles, last, command, payload(fields, command));
    }

    private static void allowOnly(Fields fields, CommandKind command) {
        Set<String> allowed = new LinkedHashSet<>(CONDITIONS);
        command.allowed().forEach(field -> allowed.add(field.key()));
        fields.allowOnly(allowed);
    }

    private Map<RuleField, Template> payload(Fields fields, CommandKind command) {
        Map<RuleField, Template> payload = new EnumMap<>(RuleField.class);
        for (RuleField field : command.allowed()) {
            fields.get(field.key()).ifPresent(node -> payload.put(field, template(field, node)));
        }
        for (RuleField field : command.required()) {
            if (!payload.containsKey(field)) {
                throw new UserError(fields.place() + ": " + command.type() + " needs the key \"" + field.key() + "\"");
            }
        }
        return payload;
    }

    private Template template(RuleField field, YamlNode node) {
        boolean fits = switch (field.shape()) {
            case TEXT -> node.json().isTextual();
            case OBJECT -> node.json().isObject();
            case LIST -> node.json().isArray();
            case NUMBER -> node.json().isIntegralNumber();
        };
        if (!fits) {
            throw new UserError(node.place() + ": " + field.key() + " must be "
                    + switch (field.shape()) {
                        case TEXT -> "text";
                        case OBJECT -> "a mapping (key: value)";
                        case LIST -> "a list";
                        case NUMBER -> "a whole number";
                    });
        }
        return templates.read(node);
    }

    private static ActivityPattern pattern(YamlNode node) {
        String text = node.text("activity");
        try {
            return ActivityPattern.parse(text);
        } catch (PatternSyntaxException e) {
            throw new UserError(node.place() + ": not a regular expression: " + text);
        }
    }
}
