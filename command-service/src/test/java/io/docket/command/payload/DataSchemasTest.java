package io.docket.command.payload;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.command.casetype.DataSchema;
import io.docket.command.decision.Rejection;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataSchemasTest {
    private static final String TEXT = "a".repeat(60) + "!";

    private final DataSchemas schemas = new DataSchemas();

    @Test
    void a_pattern_is_looked_for_anywhere_and_its_end_is_the_very_end() {
        DataSchema schema = schema("\"pattern\":\"b\\\\p{Letter}$\"");

        assertThat(schema.errors(text("a-bc"))).isEmpty();
        assertThat(schema.errors(text("bc\n"))).hasSize(1);
        assertThat(schema.errors(text("b1")))
                .singleElement()
                .matches(error -> error.pointer().equals("/t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"^[a-z ]*$", "^(a|b| )+$", "x|^[^!]+$"})
    void a_long_text_has_as_much_time_as_it_is_long(String pattern) {
        DataSchema schema = schema("\"pattern\":\"" + pattern + "\"");

        assertThat(schema.errors(text("a ".repeat(pattern.contains("(") ? 500 : 2_000_000))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+\\\\1b$", "^(.*a){20}P"})
    void a_pattern_that_would_be_tried_for_years_is_given_up_and_named(String pattern) {
        DataSchema schema = schema("\"pattern\":\"" + pattern + "\"");

        Rejection rejection = catchThrowableOfType(Rejection.class, () -> schema.errors(text(TEXT)));

        assertThat(rejection.refusal().status()).isEqualTo(422);
        assertThat(rejection.refusal().slug()).isEqualTo("pattern-too-costly");
        assertThat(rejection.refusal().detail()).contains(pattern.replace("\\\\", "\\"));
    }

    @Test
    void names_of_fields_are_matched_no_longer_than_texts() {
        DataSchema schema = schemas.compile(json("{\"patternProperties\":{\"^(a+)+\\\\1b$\":{\"type\":\"string\"}}}"));

        Rejection rejection = catchThrowableOfType(
                Rejection.class,
                () -> schema.errors(JsonNodeFactory.instance.objectNode().put(TEXT, 1)));

        assertThat(rejection.refusal().status()).isEqualTo(422);
    }

    @Test
    void a_decision_whose_time_is_over_ends_within_a_match() {
        DataSchema schema = schema("\"pattern\":\"^(a+)+\\\\1b$\"");
        Thread.currentThread().interrupt();

        Rejection rejection = catchThrowableOfType(Rejection.class, () -> schema.errors(text(TEXT)));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(rejection.refusal().status()).isEqualTo(503);
    }

    @Test
    void a_case_whose_data_takes_too_long_to_match_is_not_opened() {
        MemoryEventStore store = new MemoryEventStore();
        try (Service service = Service.over(store)) {
            service.send(
                    "define-case-type",
                    "{\"id\":\"loan\",\"name\":\"Loan\",\"stages\":[{\"id\":\"a\",\"name\":\"A\"}],"
                            + "\"dataSchema\":{\"properties\":{\"t\":{\"pattern\":\"^(a+)+\\\\1b$\"}}}}");

            Refused answer = (Refused) service.send(
                    "open-case", "{\"caseType\":\"loan\",\"caseId\":\"K1\",\"data\":{\"t\":\"" + TEXT + "\"}}");

            assertThat(answer.refusal().slug()).isEqualTo("pattern-too-costly");
            assertThat(store.head("acme/case/K1")).isZero();
        }
    }

    private DataSchema schema(String ofText) {
        return schemas.compile(json("{\"properties\":{\"t\":{" + ofText + "}}}"));
    }

    private static ObjectNode text(String value) {
        return JsonNodeFactory.instance.objectNode().put("t", value);
    }
}
