package io.docket.command.form;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.QueueEvent;
import io.docket.contracts.event.TemplateEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms, queues and templates. */
class DefinitionsTest {
    static List<Arguments> definitions() {
        return List.of(
                Arguments.of(
                        "define-form",
                        "{\"id\":\"f\",\"name\":\"F\",\"schema\":{\"type\":\"object\"},\"components\":{\"key\":\"a\"}}",
                        new FormEvent.Defined("F", json("{\"type\":\"object\"}"), null, json("{\"key\":\"a\"}"))),
                Arguments.of(
                        "define-queue",
                        "{\"id\":\"q\",\"name\":\"Q\",\"description\":\"d\",\"groups\":[\"g\"]}",
                        new QueueEvent.Defined("Q", "d", List.of("g"))),
                Arguments.of(
                        "define-template",
                        "{\"id\":\"t\",\"name\":\"T\",\"body\":\"Dear {name}\"}",
                        new TemplateEvent.Defined("T", "text/plain", null, "Dear {name}")));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void every_definition_is_a_new_version(String type, String payload, DomainEvent defined) {
        Scenario scenario = Scenario.start();

        scenario.when(type, payload);

        assertThat(scenario.when(type, payload)).containsExactly(defined, defined);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "define-form|{\"id\":\"a b\",\"name\":\"A\",\"schema\":{}}|/id",
                "define-form|{\"id\":\"a\",\"name\":\"A\",\"schema\":{\"properties\":{\"x\":{\"type\":\"text\"}}}}|/schema/properties/x/type",
                "define-form|{\"id\":\"a\",\"name\":\"A\",\"schema\":{\"$ref\":\"https://example.org/x\"}}|/schema",
                "define-form|{\"id\":\"a\",\"name\":\"A\",\"schema\":{},\"components\":1}|/components",
                "define-queue|{\"id\":\"a\",\"name\":\"\"}|/name",
                "define-queue|{\"id\":\"a\",\"name\":\"A\",\"groups\":[\"g\",\"g\"]}|/groups",
                "define-template|{\"id\":\"a\",\"name\":\"A\",\"body\":\"x\",\"contentType\":\"text/rtf\"}|/contentType",
                "define-template|{\"id\":\"a\",\"name\":\"A\"}|/body",
            })
    void a_definition_that_cannot_work_is_refused(String type, String payload, String pointer) {
        Refusal refusal = Scenario.start().refusalWhen(type, payload);

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.errors())
                .first()
                .extracting(error -> error.pointer())
                .isEqualTo(pointer);
    }
}
