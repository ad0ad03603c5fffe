package io.docket.kit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.kit.feel.Feel;
import io.docket.kit.feel.FeelFault;
import io.docket.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON in which every text that begins with {@code =} is FEEL and stands for its value. A member of an object whose expression
 * has no value is left out.
 */
final class Template {
    private static final int MAX_EXPRESSIONS = 200;
    private static final int MAX_DEPTH = 32;
    private static final String FEEL = "=";

    private final Feel feel;

    Template(Feel feel) {
        this.feel = feel;
    }

    /** What is wrong with a template; pointers begin with the given one. */
    List<FieldError> faults(String pointer, JsonNode template) {
        List<FieldError> faults = new ArrayList<>();
        if (!template.isObject() && !isExpression(template)) {
            faults.add(new FieldError(pointer, "is an object, or FEEL that begins with ="));
        }
        if (collect(pointer, template, faults, 0) > MAX_EXPRESSIONS) {
            faults.add(new FieldError(pointer, "has more than " + MAX_EXPRESSIONS + " expressions"));
        }
        return faults;
    }

    /**
     * The template with values in the place of its expressions.
     *
     * @throws FeelFault if one of them fails
     */
    static JsonNode fill(JsonNode template, Feel.Scope variables) {
        if (isExpression(template)) {
            return variables.evaluate(expression(template));
        }
        if (template.isObject()) {
            ObjectNode filled = Json.mapper().createObjectNode();
            for (Map.Entry<String, JsonNode> member : template.properties()) {
                JsonNode value = fill(member.getValue(), variables);
                if (!value.isNull() || member.getValue().isNull()) {
                    filled.set(member.getKey(), value);
                }
            }
            return filled;
        }
        if (template.isArray()) {
            ArrayNode filled = Json.mapper().createArrayNode();
            template.forEach(element -> filled.add(fill(element, variables)));
            return filled;
        }
        return template;
    }

    private int collect(String pointer, JsonNode template, List<FieldError> faults, int depth) {
        if (depth > MAX_DEPTH) {
            faults.add(new FieldError(pointer, "is deeper than " + MAX_DEPTH));
            return 0;
        }
        if (isExpression(template)) {
            try {
                feel.requireExpression(expression(template));
            } catch (FeelFault e) {
                faults.add(new FieldError(pointer, e.detail()));
            }
            return 1;
        }
        int count = 0;
        for (Map.Entry<String, JsonNode> member : template.properties()) {
            String name = member.getKey().replace("~", "~0").replace("/", "~1");
            count += collect(pointer + "/" + name, member.getValue(), faults, depth + 1);
        }
        for (int i = 0; template.isArray() && i < template.size(); i++) {
            count += collect(pointer + "/" + i, template.get(i), faults, depth + 1);
        }
        return count;
    }

    private static boolean isExpression(JsonNode node) {
        return node.isTextual() && node.textValue().startsWith(FEEL);
    }

    static String expression(JsonNode node) {
        return expression(node.textValue());
    }

    /** FEEL without the sign that may be in front of it. */
    static String expression(String text) {
        return text.startsWith(FEEL) ? text.substring(FEEL.length()) : text;
    }
}
