package io.docket.command.process;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.support.RecordingInterimData;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.FormRef;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.kit.problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessDecisionsTest {
    private static final String STARTED =
            "{\"processInstanceId\":\"P\",\"state\":\"started\",\"engineKey\":\"7\",\"processVersion\":2}";
    private static final String COMPLETED = "{\"processInstanceId\":\"P\",\"state\":\"completed\"}";
    private static final String TERMINATED = "{\"processInstanceId\":\"P\",\"state\":\"terminated\"}";
    private static final String CANCEL = "{\"processInstanceId\":\"P\"}";

    private static Scenario after(ProcessEvent... events) {
        return Scenario.start()
                .given(ProcessState.KIND, "P", new ProcessEvent.Requested(null, "approval", null))
                .given(ProcessState.KIND, "P", events);
    }

    private static final ProcessEvent START = new ProcessEvent.Started("7", 2);

    @Test
    void a_process_without_a_case_is_its_own_root() {
        assertThat(Scenario.start().when("start-process", "{\"processId\":\"approval\",\"variables\":{}}"))
                .hasSize(1);
        assertThat(Scenario.start()
                        .refusalWhen("start-process", "{\"processId\":\"approval\",\"processInstanceId\":\"K~p\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_start_form_must_be_what_was_brought_for_the_process() {
        InterimRef known =
                new InterimRef("bpm-form-submissions:process-definition/a/start-form/u", "ab".repeat(32), null);
        RecordingInterimData interim = new RecordingInterimData(known);

        assertThat(Scenario.with(interim)
                        .when(
                                "start-process",
                                "{\"processId\":\"a\",\"form\":{\"key\":\"%s\",\"sha256\":\"%s\"}}"
                                        .formatted(known.key(), known.sha256())))
                .containsExactly(new ProcessEvent.Requested(null, "a", null, known, null));
        assertThat(interim.asked()).containsExactly("START_PROCESS a");
    }

    @Test
    void a_start_form_fits_the_form_that_the_process_names_in_its_current_version() {
        InterimRef known =
                new InterimRef("bpm-form-submissions:process-definition/a/start-form/u", "ab".repeat(32), null);
        String start = "{\"processId\":\"a\",\"form\":{\"key\":\"%s\",\"sha256\":\"%s\"}}"
                .formatted(known.key(), known.sha256());

        assertThat(Scenario.with(new RecordingInterimData(known, json("{\"outcome\":\"yes\"}"), "review"))
                        .when("start-process", start))
                .containsExactly(new ProcessEvent.Requested(null, "a", null, known, null, new FormRef("review", 4)));
        assertThat(Scenario.with(new RecordingInterimData(known, json("{}"), "not-defined"))
                        .when("start-process", start))
                .containsExactly(new ProcessEvent.Requested(null, "a", null, known, null));
        Refusal refusal = Scenario.with(new RecordingInterimData(known, json("{\"outcome\":\"maybe\"}"), "review"))
                .refusalWhen("start-process", start);
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.slug()).isEqualTo("form-mismatch");
        assertThat(refusal.detail()).contains("version 4 of form review");
        assertThat(refusal.errors()).extracting(FieldError::pointer).containsExactly("/data/outcome");
    }

    @Test
    void the_engine_reports_each_step_once() {
        assertThat(after().when("record-process", STARTED)).containsExactly(START);
        assertThat(after(START).when("record-process", STARTED)).isEmpty();
        assertThat(after(START).when("record-process", COMPLETED)).containsExactly(new ProcessEvent.Completed());
        assertThat(after(START, new ProcessEvent.Completed()).when("record-process", COMPLETED))
                .isEmpty();
        assertThat(after(START).when("record-process", TERMINATED)).containsExactly(new ProcessEvent.Terminated());
        assertThat(after().when("record-process", TERMINATED)).containsExactly(new ProcessEvent.Terminated());
    }

    @Test
    void steps_out_of_order_are_refused() {
        assertThat(after().refusalWhen("record-process", COMPLETED).reason()).isEqualTo("process-requested");
        assertThat(after(START, new ProcessEvent.Completed())
                        .refusalWhen("record-process", TERMINATED)
                        .reason())
                .isEqualTo("process-completed");
        assertThat(after(new ProcessEvent.Terminated())
                        .refusalWhen("record-process", STARTED)
                        .reason())
                .isEqualTo("process-terminated");
    }

    @Test
    void a_start_needs_the_engines_key() {
        assertThat(after().refusalWhen("record-process", "{\"processInstanceId\":\"P\",\"state\":\"started\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_instance_that_the_engine_started_by_itself_is_there_once() {
        String adopt =
                "{\"processInstanceId\":\"P\",\"processId\":\"approval\",\"engineKey\":\"7\",\"processVersion\":2}";

        assertThat(Scenario.start().when("adopt-process", adopt))
                .containsExactly(new ProcessEvent.Requested(null, "approval", null), START);
        assertThat(after(START).when("adopt-process", adopt)).isEmpty();
    }

    @Test
    void the_end_is_asked_for_once() {
        assertThat(after(START).when("cancel-process", CANCEL)).containsExactly(new ProcessEvent.CancelRequested());
        assertThat(after(START, new ProcessEvent.CancelRequested()).when("cancel-process", CANCEL))
                .isEmpty();
        assertThat(after(START, new ProcessEvent.Completed())
                        .refusalWhen("cancel-process", CANCEL)
                        .reason())
                .isEqualTo("process-completed");
    }

    private static String deploy(String xml) {
        return "{\"resourceName\":\"a.bpmn\",\"bpmn\":\"" + xml.replace("\"", "\\\"") + "\"}";
    }

    private static String bpmn(String inside) {
        return "<d:definitions xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">" + inside + "</d:definitions>";
    }

    @Test
    void a_deployment_names_its_executable_processes() {
        String xml = bpmn("<d:process id=\"a\" isExecutable=\"true\"/><d:process id=\"b\"/>");

        assertThat(Scenario.start().when("deploy-process", deploy(xml)))
                .containsExactly(new io.docket.contracts.event.ProcessDefinitionEvent.Deployed(
                        "a.bpmn", java.util.List.of("a"), xml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no xml",
                "<a/>",
                "<d:definitions xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "<d:definitions xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><d:process id=\"a~b\" isExecutable=\"true\"/></d:definitions>",
            })
    void what_the_engine_could_not_run_is_refused(String xml) {
        assertThat(Scenario.start().refusalWhen("deploy-process", deploy(xml)).errors())
                .singleElement()
                .extracting(error -> error.pointer())
                .isEqualTo("/bpmn");
    }
}
