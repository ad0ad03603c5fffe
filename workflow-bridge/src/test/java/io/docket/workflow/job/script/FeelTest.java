package io.docket.workflow.job.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.job.Jobs;
import io.docket.workflow.retry.Refused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeelTest {
    private final ScriptWorker worker = new ScriptWorker();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=amount * 1.5|10.5",
                "amount + 1|8",
                "if amount > 5 then \"high\" else \"low\"|\"high\"",
                "for item in items return item.price * 2|[2,4]",
                "{total: sum(items.price), who: customer.name}|{\"total\":3,\"who\":\"Zoë\"}",
                "date(\"2030-01-31\") + duration(\"P1M\")|\"2030-02-28\"",
                "missing|null",
            })
    void values_come_out_as_json(String expression, String value) {
        String variables = "{\"amount\":7,\"items\":[{\"price\":1},{\"price\":2}],\"customer\":{\"name\":\"Zoë\"}}";

        assertThat(Jobs.done(worker, Map.of("expression", expression), variables))
                .hasToString("{\"result\":" + value + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 +", "for x in"})
    void what_is_no_expression_is_refused(String expression) {
        assertThatThrownBy(() -> Jobs.done(worker, Map.of("expression", expression), "{}"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void what_is_nested_too_deeply_is_refused() {
        String deep = "(".repeat(9_000) + "1" + ")".repeat(9_000);

        assertThatThrownBy(() -> Jobs.done(worker, Map.of("expression", deep), "{}"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void functions_of_java_are_out_of_reach() {
        String escape = "{f: function(x) external {java: {class: \"java.lang.System\", method signature:"
                + " \"getProperty(java.lang.String)\"}}, r: f(\"user.home\")}.r";

        assertThatThrownBy(() -> Jobs.done(worker, Map.of("expression", escape), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("External functions are disabled");
    }

    @Test
    void script_in_another_language_is_refused_with_its_step_and_one_in_feel_runs() {
        assertThatThrownBy(() -> Jobs.done(worker, Map.of("language", "javascript"), "{}"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("script-language"))
                .hasMessageContaining("script of task is in javascript");
        assertThat(Jobs.done(worker, Map.of("language", "FEEL", "expression", "1 + 1"), "{}"))
                .hasToString("{\"result\":2}");
    }

    @Test
    void a_variable_does_not_become_code() {
        assertThatThrownBy(() -> Jobs.done(worker, Map.of(), "{\"expression\":\"1 + 1\"}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("expression");
    }
}
