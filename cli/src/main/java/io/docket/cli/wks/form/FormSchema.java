package io.docket.cli.wks.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.wks.report.Report;
import java.util.List;
import java.util.Set;

/**
 * The JSON Schema of what a form of form.io submits: the fields, their types, which of them must be there. What a component
 * holds beside is kept where a component only groups others; a component of an unknown type takes any value.
 *
 * <p>What form.io checks by a script is not in the schema. A field that is shown under a condition, hidden, or not to be
 * edited is never demanded.
 */
public final class FormSchema {
    private static final int MAX_DEPTH = 30;
    private static final Set<String> SILENT = Set.of("button", "htmlelement", "content", "recaptcha");

    private final Report.About report;
    private final boolean demanding;

    private FormSchema(Report.About report, boolean demanding) {
        this.report = report;
        this.demanding = demanding;
    }

    /** The schema of a form, with what must be filled in. */
    public static ObjectNode of(JsonNode structure, Report.About report) {
        return new FormSchema(report, true).object(structure, 0);
    }

    /** The schema of data that may grow to what the form asks for: types, but nothing that must be there. */
    public static ObjectNode ofGrowing(JsonNode structure) {
        return new FormSchema(new Report().about(""), false).object(structure, 0);
    }

    private ObjectNode object(JsonNode parent, int depth) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        collect(parent, properties, required, depth);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private void collect(JsonNode parent, ObjectNode properties, ArrayNode required, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("components lie in each other deeper than " + MAX_DEPTH + " (limit)");
        }
        for (String group : List.of("components", "columns", "rows")) {
            for (JsonNode child : parent.path(group)) {
                if (child.isArray()) {
                    child.forEach(cell -> collect(cell, properties, required, depth + 1));
                } else {
                    component(child, properties, required, depth);
                }
            }
        }
    }

    private void component(JsonNode component, ObjectNode properties, ArrayNode required, int depth) {
        String type = component.path("type").asText("");
        String key = component.path("key").asText("");
        boolean isField = component.path("input").asBoolean(true) && !key.isEmpty() && !type.isEmpty();
        if (SILENT.contains(type)) {
            return;
        }
        if (!isField || (Fields.isGroup(type) && !component.path("tree").asBoolean())) {
            collect(component, properties, required, depth + 1);
            return;
        }
        boolean isRequired = demanding && isRequired(component, key);
        ObjectNode schema = Fields.nested(type)
                .map(array -> nested(component, array, depth))
                .orElseGet(() -> Fields.schema(component, isRequired, report));
        put(properties, required, key, schema, isRequired);
    }

    private ObjectNode nested(JsonNode component, boolean array, int depth) {
        ObjectNode object = object(component, depth + 1);
        if (!array) {
            return object;
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "array");
        list.set("items", object);
        return list;
    }

    /** A key with dots is a path. */
    private static void put(
            ObjectNode properties, ArrayNode required, String key, ObjectNode schema, boolean isRequired) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            properties.set(key, schema);
            if (isRequired) {
                required.add(key);
            }
            return;
        }
        ObjectNode outer = properties.withObjectProperty(key.substring(0, dot)).put("type", "object");
        ArrayNode inner = outer.withArrayProperty("required");
        put(outer.withObjectProperty("properties"), inner, key.substring(dot + 1), schema, isRequired);
        if (inner.isEmpty()) {
            outer.remove("required");
        }
    }

    private boolean isRequired(JsonNode component, String key) {
        if (!component.path("validate").path("required").asBoolean()) {
            return false;
        }
        boolean isConditional =
                !component.path("conditional").path("when").asText("").isEmpty()
                        || !component.path("customConditional").asText("").isEmpty()
                        || !component.path("conditional").path("conditions").isEmpty();
        boolean isShown = !component.path("hidden").asBoolean()
                && !component.path("disabled").asBoolean();
        if (isConditional || !isShown) {
            report.changed(key, "it is not demanded: it is not always there to be filled in");
        }
        return !isConditional && isShown;
    }
}
