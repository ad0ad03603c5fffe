package io.docket.workflow.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.instance.InstanceCommands;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.start.StartVariables;
import io.docket.workflow.usertask.UserTaskCommands;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineRecordTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c-1~p-1");

    @Test
    void instance_is_recognised_by_the_variables_that_it_was_created_with() {
        EngineRecord record = CapturedRecords.first("PROCESS_INSTANCE_CREATION/CREATED");

        assertThat(StartVariables.instanceIn(record.value().path("variables"))).contains(INSTANCE);
        assertThat(record.processInstanceKey()).isEqualTo(2251799813685252L);
        assertThat(record.id()).isEqualTo("zeebe:1:16:1795266759732");
    }

    @Test
    void created_user_task_becomes_a_task_of_the_case() {
        EngineRecord record = CapturedRecords.first("USER_TASK/CREATED");

        BridgeCommand command = UserTaskCommands.of(INSTANCE, record).orElseThrow();

        assertThat(command.type()).isEqualTo("create-task");
        assertThat(command.tenant()).isEqualTo("acme");
        assertThat(command.idempotencyKey()).isEqualTo(record.id());
        JsonNode task = command.payload();
        assertThat(task.path("caseId").asText()).isEqualTo("c-1");
        assertThat(task.path("processInstanceId").asText()).isEqualTo("c-1~p-1");
        assertThat(task.path("taskId").asText()).isEqualTo("c-1~ut-2251799813685261");
        assertThat(task.path("engineKey").asText()).isEqualTo("2251799813685261");
        assertThat(task.path("name").asText()).isEqualTo("Review the application");
        assertThat(task.path("candidateUsers")).map(JsonNode::asText).containsExactly("anna", "bert");
        assertThat(task.path("candidateGroups")).map(JsonNode::asText).containsExactly("underwriters", "seniors");
        assertThat(task.path("due").asText()).isEqualTo("2030-05-01T12:00:00Z");
        assertThat(task.path("followUp").asText()).isEqualTo("2030-04-01T12:00:00+02:00");
        assertThat(task.path("priority").asInt()).isEqualTo(70);
        assertThat(task.path("formKey").asText()).isEqualTo("loan-review-form");
        assertThat(task.has("assignee")).isFalse();
    }

    @Test
    void task_of_an_instance_without_a_case_has_the_instance_as_root() {
        EngineRecord record = CapturedRecords.first("USER_TASK/CREATED");

        JsonNode task = UserTaskCommands.of(new InstanceRef("acme", "p-9"), record)
                .orElseThrow()
                .payload();

        assertThat(task.has("caseId")).isFalse();
        assertThat(task.path("taskId").asText()).isEqualTo("p-9~ut-2251799813685261");
    }

    @Test
    void cancelled_user_task_cancels_the_task() {
        EngineRecord record = CapturedRecords.first("USER_TASK/CANCELED");

        BridgeCommand command = UserTaskCommands.of(INSTANCE, record).orElseThrow();

        assertThat(command.type()).isEqualTo("cancel-task");
        assertThat(command.payload().path("taskId").asText()).isEqualTo("c-1~ut-2251799813685275");
    }

    @Test
    void user_task_that_is_a_job_says_the_same_in_its_headers() {
        EngineRecord record = job("CREATED", """
                "docket:name":"Review","io.camunda.zeebe:assignee":"anna","io.camunda.zeebe:formKey":"loan-review-form",
                "io.camunda.zeebe:candidateUsers":"[\\"anna\\",\\"bert\\"]","io.camunda.zeebe:candidateGroups":"[\\"seniors\\"]",
                "io.camunda.zeebe:dueDate":"2030-05-01T12:00:00Z","io.camunda.zeebe:followUpDate":"2030-04-01T12:00:00+02:00"
                """);

        BridgeCommand command = UserTaskCommands.of(INSTANCE, record).orElseThrow();

        assertThat(command.type()).isEqualTo("create-task");
        assertThat(command.payload())
                .hasToString("{\"caseId\":\"c-1\",\"processInstanceId\":\"c-1~p-1\",\"engineKey\":\"77\","
                        + "\"taskId\":\"c-1~jt-77\",\"name\":\"Review\",\"taskDefinitionKey\":\"review\",\"assignee\":\"anna\","
                        + "\"candidateUsers\":[\"anna\",\"bert\"],\"candidateGroups\":[\"seniors\"],"
                        + "\"due\":\"2030-05-01T12:00:00Z\",\"followUp\":\"2030-04-01T12:00:00+02:00\","
                        + "\"formKey\":\"loan-review-form\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELED", "ERROR_THROWN"})
    void user_task_that_is_a_job_is_cancelled_where_the_job_ends_otherwise(String intent) {
        BridgeCommand command = UserTaskCommands.of(INSTANCE, job(intent, "")).orElseThrow();

        assertThat(command.type()).isEqualTo("cancel-task");
        assertThat(command.payload()).hasToString("{\"taskId\":\"c-1~jt-77\"}");
    }

    @Test
    void headers_that_cannot_be_read_lose_no_task() {
        EngineRecord record = job("CREATED", "\"io.camunda.zeebe:candidateUsers\":\"[anna\"");

        assertThat(UserTaskCommands.of(INSTANCE, record)
                        .orElseThrow()
                        .payload()
                        .path("name")
                        .asText())
                .isEqualTo("review");
    }

    private static EngineRecord job(String intent, String headers) {
        return EngineRecord.parse(("""
                {"partitionId":1,"position":9,"timestamp":1,"key":77,"valueType":"JOB","intent":"%s","value":
                {"type":"io.camunda.zeebe:userTask","elementId":"review","customHeaders":{%s}}}
                """.formatted(intent, headers)).getBytes(UTF_8));
    }

    @Test
    void start_and_both_ends_of_an_instance_are_reported_and_nothing_else() {
        Stream<JsonNode> reports = CapturedRecords.all().stream()
                .map(record -> InstanceCommands.of(INSTANCE, record))
                .flatMap(command -> command.stream().map(BridgeCommand::payload));

        assertThat(reports.map(report -> report.path("state").asText() + " "
                        + report.path("engineKey").asText()
                        + " "
                        + report.path("processVersion").asText()))
                .containsExactly(
                        "started 2251799813685252 1", "completed  ", "started 2251799813685268 1", "terminated  ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"position\":1}", "{\"position\":\"x\",\"value\":{}}"})
    void what_is_no_record_is_refused(String json) {
        assertThatThrownBy(() -> EngineRecord.parse(json.getBytes(UTF_8))).isInstanceOf(Refused.class);
    }
}
