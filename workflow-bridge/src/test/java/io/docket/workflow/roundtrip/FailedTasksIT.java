package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** User tasks that the local stack's Zeebe has as jobs, and that fail. */
class FailedTasksIT {
    private static final String BOUNDARY = """
            <bpmn:error id="refusal" name="refusal" errorCode="refused"/><bpmn:process""";

    private static final String CATCH = """
            <bpmn:boundaryEvent id="caught" attachedToRef="review">
              <bpmn:outgoing>to-refused</bpmn:outgoing>
              <bpmn:errorEventDefinition errorRef="refusal"/>
            </bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="to-refused" sourceRef="caught" targetRef="refused"/>
            <bpmn:endEvent id="refused"><bpmn:incoming>to-refused</bpmn:incoming></bpmn:endEvent>
            </bpmn:process>""";

    private final String process = "it-" + UUID.randomUUID();
    private final String instance = process + "~p-1";
    private final LiveBridge bridge = new LiveBridge();

    FailedTasksIT() throws IOException {}

    @AfterEach
    void close() {
        bridge.happens("process", instance, new ProcessEvent.CancelRequested());
        bridge.close();
    }

    @Test
    void task_that_fails_twice_is_one_incident_and_is_done_when_that_is_resolved() {
        String task = task();

        fails(task, null);
        JsonNode raised = incident("raised");
        resolve(raised);
        bridge.happens("task", task, new TaskEvent.Completed(null));

        awaitReport("completed");
        assertThat(raised.path("kind").asText()).isEqualTo("job-no-retries");
        assertThat(raised.path("message").asText()).isEqualTo("cannot be read");
        assertThat(raised.path("jobKey").asText()).isEqualTo(task.substring(task.lastIndexOf('-') + 1));
        assertThat(incidents()).hasSize(2);
        assertThat(cancellations(task)).isZero();
    }

    @Test
    void task_that_the_process_leaves_by_an_error_ends_cancelled() {
        String task = task();

        fails(task, "refused");

        awaitReport("completed");
        assertThat(bridge.commands("record-steps")
                        .filter(this::ofInstance)
                        .flatMap(body -> body.path("steps").valueStream())
                        .map(step -> step.path("kind").asText() + " "
                                + step.path("elementId").asText()))
                .contains("terminated review", "completed caught", "completed refused");
        assertThat(cancellations(task)).isEqualTo(1);
        assertThat(incidents()).isEmpty();
    }

    @Test
    void task_whose_error_nothing_catches_stays_with_one_incident() {
        String task = task();

        fails(task, "unheard-of");
        JsonNode raised = incident("raised");
        resolve(raised);
        bridge.happens("task", task, new TaskEvent.Completed(null));

        awaitReport("completed");
        assertThat(raised.path("kind").asText()).isEqualTo("unhandled-error-event");
        assertThat(incidents()).hasSize(2);
        assertThat(cancellations(task)).isZero();
    }

    private String task() {
        String bpmn = LiveBridge.file("/bpmn/job-review.bpmn")
                .replace("\"job-review\"", "\"" + process + "\"")
                .replace("<bpmn:process", BOUNDARY)
                .replace("</bpmn:process>", CATCH);
        bridge.happens("process-definition", process, new Deployed("review.bpmn", List.of(process), bpmn));
        bridge.happens(
                "process",
                instance,
                new ProcessEvent.Requested(
                        process,
                        process,
                        Json.mapper().createObjectNode().put("followUp", "2030-04-01T12:00:00+02:00")));
        JsonNode task = bridge.awaitCommand("create-task", this::ofInstance);
        String taskId = task.path("taskId").asText();
        bridge.happens(
                "task",
                taskId,
                new TaskEvent.Created(
                        process,
                        instance,
                        task.path("engineKey").asText(),
                        "Review",
                        "anna",
                        List.of(),
                        List.of(),
                        null,
                        null,
                        50,
                        null));
        return taskId;
    }

    /** The bridge dies before it has noted that the engine knows, and tells it again. */
    private void fails(String task, @Nullable String errorCode) {
        TaskEvent failed = new TaskEvent.Failed(errorCode, "cannot be read");
        bridge.happens("task", task, failed);
        bridge.userTasks.on("acme", task, "anna", failed);
    }

    private void resolve(JsonNode raised) {
        bridge.happens(
                "process",
                instance,
                new ProcessEvent.IncidentRetryRequested(
                        raised.path("incidentId").asText(),
                        raised.path("jobKey").asText(),
                        1,
                        null));
        incident("resolved");
    }

    private JsonNode incident(String state) {
        return bridge.awaitCommand(
                "record-incident",
                body -> ofInstance(body) && body.path("state").asText().equals(state));
    }

    private List<JsonNode> incidents() {
        return bridge.commands("record-incident").filter(this::ofInstance).toList();
    }

    private long cancellations(String task) {
        return bridge.commands("cancel-task")
                .filter(body -> body.path("taskId").asText().equals(task))
                .count();
    }

    private void awaitReport(String state) {
        bridge.awaitCommand(
                "record-process",
                body -> ofInstance(body) && body.path("state").asText().equals(state));
    }

    private boolean ofInstance(JsonNode body) {
        return body.path("processInstanceId").asText().equals(instance);
    }
}
