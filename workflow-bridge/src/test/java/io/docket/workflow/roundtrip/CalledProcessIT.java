package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessEvent;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps that the local stack's Zeebe tells of processes that are called, and of one that a time begins. */
class CalledProcessIT {
    private final String process = "it-" + UUID.randomUUID();
    private final String instance = process + "~p-1";
    private final LiveBridge bridge = new LiveBridge();

    CalledProcessIT() throws IOException {}

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void steps_of_a_called_process_are_steps_of_the_instance_and_name_the_process() {
        deploy("/bpmn/calling.bpmn", List.of(process, process + "-called"));

        bridge.happens("process", instance, new ProcessEvent.Requested(process, process, null));
        awaitEnd(instance);

        assertThat(steps(instance).filter(step -> step.has("called")))
                .allSatisfy(step ->
                        assertThat(step.at("/called/processId").asText()).isEqualTo(process + "-called"))
                .extracting(CalledProcessIT::told)
                .containsExactly(
                        "activated asked",
                        "completed asked",
                        "activated wait",
                        "timer-fired wait",
                        "completed wait",
                        "activated found",
                        "completed found");
        assertThat(steps(instance).filter(step -> !step.has("called")))
                .extracting(CalledProcessIT::told)
                .containsExactly(
                        "activated received",
                        "completed received",
                        "activated check",
                        "completed check",
                        "activated checked",
                        "completed checked");
        assertThat(steps(instance).map(step -> step.path("enginePosition").asLong()))
                .isSorted();
        assertThat(bridge.commands("adopt-process"))
                .noneMatch(body -> body.path("processId").asText().startsWith(process));
    }

    @Test
    void time_that_begins_an_instance_is_told_for_that_instance() {
        deploy("/bpmn/timed.bpmn", List.of(process));

        String begun = bridge.awaitCommand(
                        "adopt-process", body -> body.path("processId").asText().equals(process))
                .path("processInstanceId")
                .asText();
        awaitEnd(begun);

        assertThat(steps(begun))
                .extracting(CalledProcessIT::told)
                .containsExactly(
                        "activated evening",
                        "timer-fired evening",
                        "completed evening",
                        "activated done",
                        "completed done");
        assertThat(steps(begun).map(step -> step.path("enginePosition").asLong()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private void deploy(String file, List<String> processes) {
        String bpmn = LiveBridge.file(file).replace("PROCESS_ID", process);
        bridge.happens("process-definition", process, new Deployed("process.bpmn", processes, bpmn));
    }

    private void awaitEnd(String id) {
        bridge.awaitCommand(
                "record-process",
                body -> body.path("processInstanceId").asText().equals(id)
                        && body.path("state").asText().equals("completed"));
    }

    private Stream<JsonNode> steps(String id) {
        return bridge.commands("record-steps")
                .filter(body -> body.path("processInstanceId").asText().equals(id))
                .flatMap(body -> body.path("steps").valueStream());
    }

    private static String told(JsonNode step) {
        return step.path("kind").asText() + " " + step.path("elementId").asText();
    }
}
