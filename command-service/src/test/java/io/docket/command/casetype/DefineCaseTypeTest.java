package io.docket.command.casetype;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefineCaseTypeTest {
    private static String define(String dataSchema, String stages) {
        return "{\"id\":\"loan\",\"name\":\"Loan\",\"dataSchema\":" + dataSchema + ",\"stages\":" + stages + "}";
    }

    @Test
    void every_definition_is_a_new_version() {
        String payload = define("{\"type\":\"object\"}", "[{\"id\":\"a\",\"name\":\"A\"}]");
        Scenario scenario = Scenario.start();

        scenario.when("define-case-type", payload);

        assertThat(scenario.when("define-case-type", payload)).hasSize(2).allMatch(Defined.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"text\"}|[{\"id\":\"a\",\"name\":\"A\"}]|400|/dataSchema/type",
                "{\"$ref\":\"https://example.org/other.json\"}|[{\"id\":\"a\",\"name\":\"A\"}]|400|/dataSchema",
                "{\"$ref\":\"#\"}|[{\"id\":\"a\",\"name\":\"A\"}]|400|/dataSchema",
                "{}|[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"a\",\"name\":\"A\"}]|400|/stages/1/id",
                "{}|[{\"id\":\"a\",\"name\":\"A\",\"next\":[\"b\"]}]|422|/stages/0/next/0",
                "{}|[]|400|/stages",
            })
    void a_definition_that_cannot_work_is_refused(String schema, String stages, int status, String pointer) {
        Refusal refusal = Scenario.start().refusalWhen("define-case-type", define(schema, stages));

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.errors())
                .first()
                .extracting(error -> error.pointer())
                .isEqualTo(pointer);
    }
}
