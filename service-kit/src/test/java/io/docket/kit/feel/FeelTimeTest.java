package io.docket.kit.feel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeelTimeTest {
    private final Feel feel = new Feel(Duration.ofMillis(100));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{c: {f: function(c, n) if n < 2 then n else c.f(c, n - 1) + c.f(c, n - 2)}, r: c.f(c, 60)}.r",
                "for a in 1..200000 return 1",
                "sort(for a in 1..200000 return 1, function(x, y) x < y)"
            })
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_goes_on_for_too_long_is_a_fault_of_the_expression(String endless) {
        assertThatThrownBy(() -> feel.evaluate(endless, Json.mapper().createObjectNode()))
                .isInstanceOf(FeelFault.class)
                .hasMessage("the expression takes longer than PT0.1S");
    }

    @Test
    void what_has_few_steps_is_never_late() {
        Feel hasty = new Feel(Duration.ZERO);

        assertThat(hasty.evaluate(
                                "sum(for i in items return i * 2)",
                                Json.mapper()
                                        .createObjectNode()
                                        .set("items", Json.mapper().valueToTree(new int[] {1, 2})))
                        .asInt())
                .isEqualTo(6);
    }
}
