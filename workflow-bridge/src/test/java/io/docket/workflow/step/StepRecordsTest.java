package io.docket.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.interim.BeginMessage;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.memory.InstanceMemory.Binding;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepRecordsTest {
    private static final Binding INSTANCE = new Binding(new InstanceRef("acme", "c-1~p-1"), null);
    private static final String LONG = "x".repeat(5_000);

    @Test
    void texts_that_are_longer_than_a_step_takes_are_cut() {
        ObjectNode correlated = step(
                "PROCESS_MESSAGE_SUBSCRIPTION/CORRELATED",
                value().put("messageName", "acme." + LONG).put("correlationKey", LONG));
        ObjectNode failed = step("JOB/FAILED", value().put("type", LONG).put("errorMessage", LONG));

        assertThat(correlated.path("message").asText()).hasSize(2_000).startsWith("x");
        assertThat(correlated.path("correlationKey").asText()).hasSize(500);
        assertThat(failed.path("jobType").asText()).hasSize(500);
        assertThat(failed.path("message").asText()).hasSize(2_000);
    }

    @Test
    void job_that_has_to_wait_a_little_longer_has_not_failed() {
        EngineRecord waits = record(
                "JOB/FAILED",
                value().put("type", "docket:wait-for")
                        .put("errorMessage", JobRunner.NOT_YET)
                        .put("retries", 3));

        assertThat(StepRecords.of(INSTANCE, waits, new DataKeys(), null)).isEmpty();
    }

    @Test
    void step_in_a_called_process_names_the_process_and_its_instance() {
        Binding called = new Binding(INSTANCE.instance(), "acme.check");
        EngineRecord fired = record("TIMER/TRIGGERED", value().put("targetElementId", "wait"));

        assertThat(StepRecords.of(called, fired, new DataKeys(), null))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.path("called")).hasToString("{\"processId\":\"check\",\"engineKey\":\"3\"}");
                    assertThat(step.path("kind").asText()).isEqualTo("timer-fired");
                });
        assertThat(StepRecords.of(INSTANCE, fired, new DataKeys(), null))
                .singleElement()
                .satisfies(step -> assertThat(step.has("called")).isFalse());
    }

    @Test
    void start_event_that_a_timer_begins_tells_that_it_fired() {
        ObjectNode start = value().put("bpmnElementType", "START_EVENT").put("bpmnEventType", "TIMER");

        List<ObjectNode> steps = StepRecords.of(
                INSTANCE,
                record("PROCESS_INSTANCE/ELEMENT_ACTIVATED", start.deepCopy().put("flowScopeKey", 3)),
                new DataKeys(),
                null);

        assertThat(steps)
                .extracting(step -> step.path("kind").asText() + " "
                        + step.path("elementId").asText() + " "
                        + step.path("elementKey").asText() + " "
                        + step.path("enginePosition").asLong())
                .containsExactly("activated wait 7 10", "timer-fired wait 7 11");
    }

    @Test
    void start_event_that_a_message_begins_tells_that_it_received_it() {
        EngineRecord start = record(
                "PROCESS_INSTANCE/ELEMENT_ACTIVATED",
                value().put("bpmnElementType", "START_EVENT")
                        .put("bpmnEventType", "MESSAGE")
                        .put("flowScopeKey", 3));

        List<ObjectNode> steps =
                StepRecords.of(INSTANCE, start, new DataKeys(), new BeginMessage(11, "acme.ordered", "k"));

        assertThat(steps)
                .extracting(step -> step.path("kind").asText())
                .containsExactly("activated", "message-correlated");
        assertThat(steps.getLast())
                .hasToString("{\"kind\":\"message-correlated\",\"elementId\":\"wait\",\"elementKey\":\"7\","
                        + "\"at\":\"1970-01-01T00:00:00Z\",\"enginePosition\":11,"
                        + "\"message\":\"ordered\",\"correlationKey\":\"k\"}");
    }

    @Test
    void message_without_a_correlation_key_names_none_and_one_without_a_name_is_not_told() {
        EngineRecord start = record(
                "PROCESS_INSTANCE/ELEMENT_ACTIVATED",
                value().put("bpmnElementType", "START_EVENT")
                        .put("bpmnEventType", "MESSAGE")
                        .put("flowScopeKey", 3));

        assertThat(StepRecords.of(INSTANCE, start, new DataKeys(), new BeginMessage(11, "acme.ordered", ""))
                        .getLast()
                        .has("correlationKey"))
                .isFalse();
        assertThat(StepRecords.of(INSTANCE, start, new DataKeys(), new BeginMessage(11, "", "")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"START_EVENT,MESSAGE,4", "START_EVENT,NONE,3", "INTERMEDIATE_CATCH_EVENT,MESSAGE,3"})
    void only_the_start_event_of_the_process_tells_the_message_that_began_the_instance(
            String type, String event, long scope) {
        ObjectNode value =
                value().put("bpmnElementType", type).put("bpmnEventType", event).put("flowScopeKey", scope);

        assertThat(StepRecords.of(
                        INSTANCE,
                        record("PROCESS_INSTANCE/ELEMENT_ACTIVATED", value),
                        new DataKeys(),
                        new BeginMessage(11, "acme.ordered", "k")))
                .hasSize(1);
    }

    @Test
    void flow_that_is_taken_is_a_step() {
        assertThat(StepRecords.of(
                        INSTANCE,
                        record("PROCESS_INSTANCE/SEQUENCE_FLOW_TAKEN", value().put("bpmnElementType", "SEQUENCE_FLOW")),
                        new DataKeys(),
                        null))
                .singleElement()
                .hasToString("{\"kind\":\"flow-taken\",\"elementId\":\"wait\",\"elementKey\":\"7\","
                        + "\"at\":\"1970-01-01T00:00:00Z\",\"enginePosition\":10}");
    }

    @Test
    void element_that_goes_on_in_another_version_tells_what_it_is_called_there() {
        EngineRecord moved =
                record("PROCESS_INSTANCE/ELEMENT_MIGRATED", value().put("bpmnElementType", "INTERMEDIATE_CATCH_EVENT"));
        EngineRecord instance = record("PROCESS_INSTANCE/ELEMENT_MIGRATED", value().put("bpmnElementType", "PROCESS"));

        assertThat(StepRecords.of(INSTANCE, moved, new DataKeys(), null))
                .singleElement()
                .hasToString("{\"kind\":\"migrated\",\"elementId\":\"wait\",\"elementKey\":\"7\","
                        + "\"at\":\"1970-01-01T00:00:00Z\",\"enginePosition\":10,"
                        + "\"elementType\":\"INTERMEDIATE_CATCH_EVENT\"}");
        assertThat(StepRecords.of(INSTANCE, instance, new DataKeys(), null)).isEmpty();
    }

    @Test
    void timer_of_a_start_event_tells_nothing_itself() {
        ObjectNode timer = value().put("targetElementId", "wait").put("elementInstanceKey", -1);

        assertThat(StepRecords.of(INSTANCE, record("TIMER/TRIGGERED", timer), new DataKeys(), null))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"START_EVENT,TIMER,4", "START_EVENT,MESSAGE,3", "INTERMEDIATE_CATCH_EVENT,TIMER,3"})
    void only_the_start_event_of_the_process_is_begun_by_a_timer_without_an_instance(
            String type, String event, long scope) {
        ObjectNode value =
                value().put("bpmnElementType", type).put("bpmnEventType", event).put("flowScopeKey", scope);

        assertThat(StepRecords.of(INSTANCE, record("PROCESS_INSTANCE/ELEMENT_ACTIVATED", value), new DataKeys(), null))
                .singleElement()
                .satisfies(step -> assertThat(step.path("kind").asText()).isEqualTo("activated"));
    }

    private static ObjectNode value() {
        return Json.mapper()
                .createObjectNode()
                .put("elementId", "wait")
                .put("elementInstanceKey", 5)
                .put("processInstanceKey", 3);
    }

    private static ObjectNode step(String kind, ObjectNode value) {
        return StepRecords.of(INSTANCE, record(kind, value), new DataKeys(), null)
                .getFirst();
    }

    private static EngineRecord record(String kind, ObjectNode value) {
        return new EngineRecord(1, 10, Instant.EPOCH, kind, 7, value);
    }
}
