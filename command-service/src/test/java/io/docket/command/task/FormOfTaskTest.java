package io.docket.command.task;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.RecordingInterimData;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import io.docket.contracts.event.FormRef;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.TaskEvent;
import io.docket.kit.problem.FieldError;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormOfTaskTest {
    private static final InterimRef BROUGHT = new InterimRef("bpm-x", "ab".repeat(32), null);
    private static final String NAMED = "{\"taskId\":\"T\",\"data\":%%s,\"form\":{\"key\":\"bpm-x\",\"sha256\":\"%s\"}}"
            .formatted(BROUGHT.sha256());

    private static Scenario taskWith(@Nullable String formKey) {
        return taskWith(formKey, Scenario.start());
    }

    private static Scenario taskWith(@Nullable String formKey, Scenario scenario) {
        return scenario.given(
                TaskState.KIND,
                "T",
                new TaskEvent.Created(null, null, null, "t", "ann", List.of(), List.of(), null, null, 50, formKey));
    }

    @Test
    void a_result_that_fits_the_form_completes_the_task() {
        assertThat(taskWith("review")
                        .when("complete-task", "{\"taskId\":\"T\",\"data\":{\"outcome\":\"yes\",\"x\":1}}"))
                .containsExactly(
                        new TaskEvent.Completed(json("{\"outcome\":\"yes\",\"x\":1}"), null, new FormRef("review", 4)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"taskId\":\"T\",\"data\":{\"outcome\":\"maybe\"}}|/data/outcome",
                "{\"taskId\":\"T\",\"data\":{}}|/data/outcome",
                "{\"taskId\":\"T\"}|/data/outcome",
            })
    void a_result_that_does_not_fit_the_form_is_refused_with_pointers(String payload, String pointer) {
        Refusal refusal = taskWith("review").refusalWhen("complete-task", payload);

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.detail()).contains("version 4 of form review");
        assertThat(refusal.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo(pointer));
    }

    @Test
    void a_result_that_is_interim_data_fits_the_form_together_with_what_is_inline() {
        Scenario whole =
                taskWith("review", Scenario.with(new RecordingInterimData(BROUGHT, json("{\"outcome\":\"yes\"}"))));
        Scenario part = taskWith("review", Scenario.with(new RecordingInterimData(BROUGHT, json("{\"income\":1}"))));
        Scenario wrong =
                taskWith("review", Scenario.with(new RecordingInterimData(BROUGHT, json("{\"outcome\":\"maybe\"}"))));

        assertThat(wrong.refusalWhen("complete-task", NAMED.formatted("{}")).detail())
                .contains("form review");
        assertThat(wrong.refusalWhen("complete-task", NAMED.formatted("{\"outcome\":\"yes\"}"))
                        .errors())
                .extracting(FieldError::detail)
                .containsExactly("it is in the interim data too");
        assertThat(part.refusalWhen("complete-task", NAMED.formatted("{\"outcome\":\"maybe\"}"))
                        .status())
                .isEqualTo(400);
        assertThat(part.when("complete-task", NAMED.formatted("{\"outcome\":\"yes\"}")))
                .hasSize(1);
        assertThat(whole.when("complete-task", NAMED.formatted("{}")))
                .containsExactly(new TaskEvent.Completed(json("{}"), BROUGHT, new FormRef("review", 4)));
    }

    @Test
    void a_draft_need_not_fit_the_form() {
        assertThat(taskWith("review").when("save-task-draft", "{\"taskId\":\"T\",\"data\":{\"outcome\":\"maybe\"}}"))
                .hasSize(1);
    }

    @Test
    void what_the_engine_has_completed_is_not_refused() {
        assertThat(taskWith("review")
                        .by("bridge", Set.of("engine"), Set.of())
                        .when("complete-task", "{\"taskId\":\"T\"}"))
                .containsExactly(new TaskEvent.Completed(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-form", "camunda-forms:bpmn:userTaskForm_1", "../review"})
    void a_form_that_is_not_defined_here_demands_nothing(String formKey) {
        assertThat(taskWith(formKey).when("complete-task", "{\"taskId\":\"T\"}"))
                .containsExactly(new TaskEvent.Completed(null));
    }

    @Test
    void a_form_counts_in_its_latest_version() {
        try (Service service = Service.over(new MemoryEventStore())) {
            service.send("create-task", "{\"taskId\":\"T\",\"name\":\"t\",\"assignee\":\"demo\",\"formKey\":\"f\"}");
            define(service, "{\"required\":[\"a\"]}");
            String result = "{\"taskId\":\"T\",\"data\":{\"a\":1}}";
            define(service, "{\"required\":[\"b\"]}");

            assertThat(service.send("complete-task", result).status()).isEqualTo(400);
            define(service, "{\"required\":[\"a\"]}");
            assertThat(service.send("complete-task", result).status()).isEqualTo(200);
        }
    }

    private static void define(Service service, String schema) {
        service.send("define-form", "{\"id\":\"f\",\"name\":\"F\",\"schema\":" + schema + "}");
    }
}
