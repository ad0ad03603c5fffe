package io.docket.cli.wks.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.wks.report.Report;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one component of form.io submits, as JSON Schema. */
final class Fields {
    private static final Set<String> GROUPS =
            Set.of("panel", "columns", "fieldset", "well", "table", "tabs", "form", "layout");
    private static final Map<String, Boolean> NESTED =
            Map.of("container", false, "datagrid", true, "editgrid", true, "datamap", false);
    private static final Map<String, String> FORMATS = Map.of("email", "email", "url", "uri", "datetime", "date-time");
    private static final Set<String> TEXTS = Set.of(
            "textfield", "textarea", "email", "url", "datetime", "phoneNumber", "password", "day", "time", "signature");
    private static final Set<String> CHOICES = Set.of("select", "radio");
    private static final Set<String> OBJECTS = Set.of("selectboxes", "survey", "address", "tree", "resource");

    private Fields() {}

    /** True for a component that only groups others. */
    static boolean isGroup(String type) {
        return GROUPS.contains(type);
    }

    /** True for a list of objects, false for one object; empty for a component that holds a value itself. */
    static Optional<Boolean> nested(String type) {
        return Optional.ofNullable(NESTED.get(type));
    }

    static ObjectNode schema(JsonNode component, boolean isRequired, Report.About report) {
        String key = component.path("key").asText();
        String type = component.path("type").asText();
        ObjectNode one = one(component, type, isRequired, report);
        if (!component.path("validate").path("custom").asText("").isEmpty()
                || !component.path("calculateValue").asText("").isEmpty()) {
            report.open(key, "its script stays with the interface: the schema does not check it");
        }
        boolean isMany = component.path("multiple").asBoolean() || type.equals("file");
        ObjectNode schema = one;
        if (isMany) {
            schema = JsonNodeFactory.instance.objectNode().put("type", "array");
            schema.set("items", one);
            if (isRequired) {
                schema.put("minItems", 1);
            }
        }
        String label = component.path("label").asText("");
        return label.isEmpty() ? schema : schema.put("title", label);
    }

    private static ObjectNode one(JsonNode component, String type, boolean isRequired, Report.About report) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (TEXTS.contains(type)) {
            return text(component, type, isRequired);
        }
        if (CHOICES.contains(type)) {
            return choice(component, type, isRequired, report);
        }
        if (OBJECTS.contains(type) || type.equals("file")) {
            return schema.put("type", "object");
        }
        return switch (type) {
            case "number", "currency" -> number(component, schema);
            case "checkbox" -> schema.put("type", "boolean");
            case "tags" -> {
                schema.putArray("type").add("string").add("array");
                yield schema;
            }
            case "hidden" -> schema;
            default -> {
                report.open(component.path("key").asText(), "takes any value: its type " + type + " is not known");
                yield schema;
            }
        };
    }

    private static ObjectNode text(JsonNode component, String type, boolean isRequired) {
        JsonNode validate = component.path("validate");
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        ObjectNode rules = JsonNodeFactory.instance.objectNode();
        whole(validate, "minLength", rules);
        whole(validate, "maxLength", rules);
        String pattern = validate.path("pattern").asText("");
        if (!pattern.isEmpty()) {
            rules.put("pattern", "^(?:" + pattern + ")$");
        }
        if (FORMATS.containsKey(type)) {
            rules.put("format", FORMATS.get(type));
        }
        if (isRequired) {
            schema.put("minLength", 1);
            return schema.setAll(rules);
        }
        if (!rules.isEmpty()) {
            ArrayNode either = schema.putArray("anyOf");
            either.addObject().put("const", "");
            either.add(rules);
        }
        return schema;
    }

    private static void whole(JsonNode validate, String rule, ObjectNode rules) {
        String value = validate.path(rule).asText("");
        if (value.matches("\\d{1,9}")) {
            rules.put(rule, Integer.parseInt(value));
        }
    }

    private static ObjectNode number(JsonNode component, ObjectNode schema) {
        schema.put("type", "number");
        bound(component, "min", "minimum", schema);
        bound(component, "max", "maximum", schema);
        return schema;
    }

    private static void bound(JsonNode component, String rule, String name, ObjectNode schema) {
        String value = component.path("validate").path(rule).asText("");
        if (value.matches("-?\\d{1,15}(\\.\\d{1,9})?")) {
            schema.put(name, new BigDecimal(value));
        }
    }

    private static ObjectNode choice(JsonNode component, String type, boolean isRequired, Report.About report) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        JsonNode values = type.equals("radio")
                ? component.path("values")
                : component.path("data").path("values");
        Set<String> offered = new LinkedHashSet<>();
        values.forEach(value -> offered.add(value.path("value").asText("")));
        offered.remove("");
        if (offered.isEmpty()) {
            report.open(component.path("key").asText(), "takes any value: its choices come from elsewhere");
            return schema;
        }
        ArrayNode choices = schema.putArray("enum");
        offered.forEach(value -> {
            choices.add(value);
            if (value.matches("-?\\d{1,15}")) {
                choices.add(Long.parseLong(value));
            } else if (value.equals("true") || value.equals("false")) {
                choices.add(Boolean.parseBoolean(value));
            }
        });
        if (!isRequired) {
            choices.add("");
        }
        return schema;
    }
}
