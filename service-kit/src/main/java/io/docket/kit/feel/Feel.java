package io.docket.kit.feel;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.docket.contracts.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.impl.JavaValueMapper;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.CustomValueMapper;
import org.camunda.feel.valuemapper.ValueMapper;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** The FEEL of the process engine, outside of it. Cannot call anything but FEEL's own functions. */
public final class Feel {
    /** Longest expression, in characters. */
    public static final int MAX_CHARS = 20_000;

    /** Longest time of an evaluation, unless it is said otherwise. */
    public static final Duration LONGEST = Duration.ofSeconds(1);

    private static final int MAX_KNOWN = 2_000;

    private final FeelEngineApi engine =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();
    private final Cache<String, ParsedExpression> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();
    private final ValueMapper values = new ValueMapper.CompositeValueMapper(
            CollectionConverters.<CustomValueMapper>asScala(List.of(new JavaValueMapper()))
                    .toList());
    private final FunctionProvider functions = new BuiltinFunctions(FeelEngine.defaultClock(), values);
    private final Duration longest;

    /** Evaluations of {@link #LONGEST} at most. */
    public Feel() {
        this(LONGEST);
    }

    /** Evaluations of that time at most. */
    public Feel(Duration longest) {
        this.longest = longest;
    }

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
    private static <T extends @Nullable Object> T notTooDeep(Supplier<T> work) {
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
        private final Context variables;

        private Scope(Map<String, Object> variables) {
            this.variables = new Context.StaticContext(
                    scala.collection.immutable.Map.from(CollectionConverters.asScala(variables)),
                    scala.collection.immutable.Map$.MODULE$.empty());
        }

        /**
         * The value of the expression; {@code null} in JSON where it has none.
         *
         * @throws FeelFault if it is no expression, or fails
         */
        public JsonNode evaluate(String expression) {
            ParsedExpression parsed = parse(expression);
            EvalContext context = EvalContext.create(values, functions).merge(variables);
            Object value = notTooDeep(() -> new Evaluation(values, longest).value(parsed, context));
            return value == null ? Json.mapper().nullNode() : Json.mapper().valueToTree(value);
        }
    }
}
