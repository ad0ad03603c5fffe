package io.docket.kit.feel;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.docket.contracts.json.Json;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** The FEEL of the process engine, outside of it. Cannot call anything but FEEL's own functions. */
public final class Feel {
    /** Longest expression, in characters. */
    public static final int MAX_CHARS = 20_000;

    private static final int MAX_KNOWN = 2_000;

    private final FeelEngineApi engine =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();
    private final Cache<String, ParsedExpression> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    /**
     * Returns if the text is an expression.
     *
     * @throws FeelFault if it is none
     */
    public void requireExpression(String expression) {
        parse(expression);
    }

    /**
     * The value of the expression; {@code null} in JSON where it has none.
     *
     * @throws FeelFault if it is no expression, or fails
     */
    public JsonNode evaluate(String expression, JsonNode variables) {
        return over(variables).evaluate(expression);
    }

    /** Evaluates several expressions over the same variables. */
    public Scope over(JsonNode variables) {
        return new Scope(Json.mapper()
                .convertValue(
                        variables,
                        Json.mapper().getTypeFactory().constructMapType(Map.class, String.class, Object.class)));
    }

    /** The engine goes as deep as an expression does: whoever wrote it has to hear so, not whoever evaluates it. */
    private static <T> T notTooDeep(Supplier<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError e) {
            throw new FeelFault("the expression is nested too deeply");
        }
    }

    private ParsedExpression parse(String expression) {
        if (expression.length() > MAX_CHARS) {
            throw new FeelFault("the expression is longer than " + MAX_CHARS + " characters");
        }
        ParsedExpression parsed = known.getIfPresent(expression);
        if (parsed == null) {
            ParseResult result = notTooDeep(() -> engine.parseExpression(expression));
            if (result.isFailure()) {
                throw new FeelFault(result.failure().message());
            }
            parsed = result.parsedExpression();
            known.put(expression, parsed);
        }
        return parsed;
    }

    /** Variables that expressions see. */
    public final class Scope {
        private final Map<String, Object> variables;

        private Scope(Map<String, Object> variables) {
            this.variables = variables;
        }

        /**
         * The value of the expression; {@code null} in JSON where it has none.
         *
         * @throws FeelFault if it is no expression, or fails
         */
        public JsonNode evaluate(String expression) {
            ParsedExpression parsed = parse(expression);
            EvaluationResult result = notTooDeep(() -> engine.evaluate(parsed, variables));
            if (result.isFailure()) {
                throw new FeelFault(result.failure().message());
            }
            Object value = result.result();
            return value == null ? Json.mapper().nullNode() : Json.mapper().valueToTree(value);
        }
    }
}
