package io.docket.workflow.job.script;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.job.Expressions;
import io.docket.workflow.retry.Refused;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/** The FEEL of the engine, outside of it. Cannot call anything but FEEL's own functions. */
public final class Feel implements Expressions {
    private static final int MAX_CHARS = 20_000;

    private final FeelEngineApi engine =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    @Override
    public JsonNode evaluate(String expression, JsonNode variables) {
        if (expression.length() > MAX_CHARS) {
            throw new Refused("feel", "the expression is longer than " + MAX_CHARS + " characters");
        }
        Map<String, Object> context = Json.mapper()
                .convertValue(
                        variables,
                        Json.mapper().getTypeFactory().constructMapType(Map.class, String.class, Object.class));
        EvaluationResult result = engine.evaluateExpression(expression, context);
        if (result.isFailure()) {
            throw new Refused("feel", result.failure().message());
        }
        Object value = result.result();
        return value == null ? Json.mapper().nullNode() : Json.mapper().valueToTree(value);
    }
}
