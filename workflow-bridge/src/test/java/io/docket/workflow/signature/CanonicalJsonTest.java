package io.docket.workflow.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.retry.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    /** The example of RFC 8785, section 3.2.2. */
    private static final String OF_THE_RFC = """
            {"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
             "string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
             "literals":[null,true,false]}""";

    private static CanonicalJson canonical(String json) {
        return CanonicalJson.of(CanonicalJson.read(json.getBytes(UTF_8)));
    }

    private static String text(String json) {
        return new String(canonical(json).bytes(), UTF_8);
    }

    @Test
    void order_of_members_and_white_space_make_no_difference() {
        assertThat(text("{\"b\": 1.0, \"a\": {\"d\":\"x\" , \"c\":[1 ,2]}}"))
                .isEqualTo("{\"a\":{\"c\":[1,2],\"d\":\"x\"},\"b\":1}");
        assertThat(canonical("{\"b\":1,\"a\":2}").sha256())
                .isEqualTo(canonical("{ \"a\": 2, \"b\": 1 }").sha256())
                .isEqualTo("d3626ac30a87e6f7a6428233b3c68299976865fa5508e4267c5415c76af7a772");
    }

    @Test
    void form_is_that_of_the_rfc_except_for_numbers_that_lose_digits() {
        assertThat(text(OF_THE_RFC.replace("333333333.33333329", "333333333.3333333")))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        assertThatThrownBy(() -> text(OF_THE_RFC)).isInstanceOf(Refused.class).hasMessageContaining("/numbers/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":12345678901234567890}",
                "{\"a\":1.00000000000000000001}",
                "{\"a\":1e999}",
                "{\"a\":\"\\ud800\"}",
                "[1]",
                "5",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} x",
                "{",
                "",
            })
    void what_has_no_form_of_its_own_is_refused(String json) {
        assertThatThrownBy(() -> canonical(json)).isInstanceOf(Refused.class);
    }
}
