package io.docket.projection.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainDataTest {
    @Test
    void numbers_keep_their_value_and_become_text_where_the_store_cannot_hold_them() {
        assertThat(PlainData.of(json("9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
        assertThat(PlainData.of(json("0.1"))).isEqualTo(new BigDecimal("0.1"));
        assertThat(PlainData.of(json("9223372036854775808"))).isEqualTo(new BigDecimal("9223372036854775808"));
        assertThat(PlainData.of(json("1.0000000000000000000000000000000000001")))
                .isEqualTo("1.0000000000000000000000000000000000001");
    }

    @Test
    void data_nested_too_deeply_does_not_fit() {
        String deep = "[".repeat(PlainData.MAX_DEPTH + 2) + "]".repeat(PlainData.MAX_DEPTH + 2);

        assertThatExceptionOfType(FoldFailure.class).isThrownBy(() -> PlainData.of(json(deep)));
        assertThatExceptionOfType(FoldFailure.class)
                .isThrownBy(() -> PlainData.merge(Map.of(), json("{\"x\":" + deep + "}")));
    }

    @Test
    void a_merge_patch_is_that_of_rfc_7396() {
        Map<String, Object> target = Map.of("a", Map.of("b", "c", "d", 1L), "x", 2L);

        assertThat(PlainData.merge(
                        new HashMap<>(target),
                        json("{\"a\":{\"b\":null,\"e\":[1,null]},\"x\":\"y\",\"n\":{\"m\":null}}")))
                .isEqualTo(Map.of("a", Map.of("d", 1L, "e", Arrays.asList(1L, null)), "x", "y", "n", Map.of()));
    }

    private static JsonNode json(String text) {
        return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    }
}
