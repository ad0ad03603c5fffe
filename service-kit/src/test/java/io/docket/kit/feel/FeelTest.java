package io.docket.kit.feel;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeelTest {
    private static final Map<String, Object> VARIABLES = Map.of("n", 4, "name", "Kim", "at", "2030-01-02");

    private final FeelEngineApi engine = FeelEngineBuilder.forJava().build();
    private final Feel feel = new Feel();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n + 1",
                "n / 3",
                "nothing",
                "nothing.at.all",
                "name + 1",
                "{a: n, b: [name, {c: null}]}",
                "for i in 1..n return i * n",
                "[1, 2, 3][item > 1]",
                "date(at) + duration(\"P1D\")",
                "date(\"no date\")",
                "if n > 3 then \"yes\" else \"no\"",
                "upper case(name)",
                "no function(n)",
                "assert(nothing, nothing != null)",
                "assert(n, n > 3)",
                "sort([3, 1, 2], function(x, y) x < y)"
            })
    void value_or_fault_is_what_the_engine_says(String expression) {
        assertThat(ours(expression)).isEqualTo(engines(expression));
    }

    private String ours(String expression) {
        try {
            return feel.evaluate(expression, Json.mapper().valueToTree(VARIABLES))
                    .toString();
        } catch (FeelFault e) {
            return "fault";
        }
    }

    private String engines(String expression) {
        EvaluationResult result = engine.evaluateExpression(expression, VARIABLES);
        return result.isFailure()
                ? "fault"
                : Json.mapper().valueToTree(result.result()).toString();
    }
}
