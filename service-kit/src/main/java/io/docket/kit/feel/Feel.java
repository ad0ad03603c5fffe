package io.docket.kit.feel;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;

/** The FEEL of the process engine, outside of it. Cannot call anything but FEEL's own functions. */
public final class Feel {
    /** Longest expression, in characters. */
    public static final int MAX_CHARS = 20_000;

    private final FeelEngineApi engine =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    /**
     * Returns if the text is an expression.
     *
     * @throws FeelFault if it is none
     */
    public void requireExpression(String expression) {
        requireLength(expression);
        ParseResult result = engine.parseExpression(expression);
        if (result.isFailure()) {
            throw new FeelFault(result.failure().message());
        }
    }

    /**
     * The value of the expression; {@code null} in JSON where it has none.
     *
     * @throws FeelFault if it is no expression, or fails
     */
    public JsonNode evaluate(String expression, JsonNode variables) {
        requireLength(expression);
        Map<String, Object> context = Json.mapper()
                .convertValue(
                        variables,
                        Json.mapper().getTypeFactory().constructMapType(Map.class, String.class, Object.class));
        EvaluationResult result = engine.evaluateExpression(expression, context);
        if (result.isFailure()) {
            throw new FeelFault(result.failure().message());
        }
        Object value = result.result();
        return value == null ? Json.mapper().nullNode() : Json.mapper().valueToTree(value);
    }

    private static void requireLength(String expression) {
        if (expression.length() > MAX_CHARS) {
            throw new FeelFault("the expression is longer than " + MAX_CHARS + " characters");
        }
    }
}
