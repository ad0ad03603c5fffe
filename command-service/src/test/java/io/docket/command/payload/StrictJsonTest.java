package io.docket.command.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.command.decision.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "{\"a\":1}x",
                "{\"a\":1}{\"a\":1}",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "\"\\ud8\"",
                "nul",
            })
    void what_is_not_exactly_one_json_value_is_refused(String text) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> StrictJson.read(text.getBytes(UTF_8)));

        assertThat(rejection.refusal().status()).isEqualTo(400);
    }

    @Test
    void deep_nesting_is_refused() {
        byte[] deep = "[".repeat(100_000).getBytes(UTF_8);

        assertThat(catchThrowableOfType(Rejection.class, () -> StrictJson.read(deep)))
                .hasMessageContaining("nesting depth");
    }

    @Test
    void endless_numbers_are_refused() {
        byte[] number = "9".repeat(10_000).getBytes(UTF_8);

        assertThat(catchThrowableOfType(Rejection.class, () -> StrictJson.read(number)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "{\"a\":[1e401]}"})
    void numbers_that_would_take_gigabytes_are_refused(String text) {
        assertThat(catchThrowableOfType(Rejection.class, () -> StrictJson.read(text.getBytes(UTF_8))))
                .hasMessageContaining("places");
    }

    @Test
    void decimals_are_kept_exactly() {
        assertThat(StrictJson.read("{\"a\":0.10}".getBytes(UTF_8)).get("a").decimalValue())
                .hasToString("0.10");
    }
}
