package io.docket.zeebe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariableNamesTest {
    @Test
    void names_stay_and_values_go_whatever_they_are() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("tenant", "ac\"me");
        variables.put("loan", Map.of("variables", Map.of("sum", 1)));
        variables.put("text", "}],\\\" secret");

        String names = VariableNames.only(
                "{\"value\":{\"list\":[{\"variables\":{\"x\":\"mine\"}}],\"variables\":{\"tenant\":\"ac\\\"me\","
                        + "\"loan\":{\"variables\":{\"sum\":1}},\"text\":\"}],\\\\\\\" secret\"},\"elementId\":\"e\"},\"key\":7}",
                variables,
                Set.of("tenant"));

        assertThat(names)
                .isEqualTo(
                        "{\"value\":{\"list\":[{\"variables\":{\"x\":\"mine\"}}],\"variables\":{\"tenant\":\"ac\\\"me\","
                                + "\"loan\":null,\"text\":null},\"elementId\":\"e\"},\"key\":7}");
    }

    @Test
    void name_that_ends_like_variables_is_left_alone() {
        String json = "{\"value\":{\"my\\\"variables\":{\"a\":[]}}}";

        assertThat(VariableNames.only(json, Map.of("a", List.of()), Set.of())).isEqualTo(json);
    }

    @Test
    void value_that_is_kept_is_kept_only_as_a_text() {
        assertThat(VariableNames.only(
                        "{\"value\":{\"variables\":{\"tenant\":[1]}}}", Map.of("tenant", List.of(1)), Set.of("tenant")))
                .isEqualTo("{\"value\":{\"variables\":{\"tenant\":null}}}");
    }
}
