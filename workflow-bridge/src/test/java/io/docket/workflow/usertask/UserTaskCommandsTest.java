package io.docket.workflow.usertask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.CapturedRecords;
import io.docket.workflow.record.EngineRecord;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTaskCommandsTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c-1~p-1");
    private static final int MAX = 200;

    @Test
    void user_task_that_was_assigned_is_given_to_the_same_user() {
        EngineRecord record = CapturedRecords.first("USER_TASK/ASSIGNED");

        BridgeCommand command = UserTaskCommands.of(INSTANCE, record).orElseThrow();

        assertThat(command.type()).isEqualTo("assign-task");
        assertThat(command.idempotencyKey()).isEqualTo(record.id());
        assertThat(command.payload()).hasToString("{\"taskId\":\"c-1~ut-2251799813685261\",\"assignee\":\"bob\"}");
    }

    @Test
    void user_task_that_was_taken_from_its_user_is_nobodys() {
        EngineRecord record = CapturedRecords.all().stream()
                .filter(each -> each.kind().equals("USER_TASK/ASSIGNED")
                        && each.text("assignee").isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(UserTaskCommands.of(INSTANCE, record).orElseThrow().payload())
                .hasToString("{\"taskId\":\"c-1~ut-2251799813685261\",\"assignee\":null}");
    }

    @Test
    void user_task_that_was_completed_is_done_without_what_it_brought() {
        EngineRecord record = CapturedRecords.first("USER_TASK/COMPLETED");

        BridgeCommand command = UserTaskCommands.of(INSTANCE, record).orElseThrow();

        assertThat(command.type()).isEqualTo("complete-task");
        assertThat(command.idempotencyKey()).isEqualTo(record.id());
        assertThat(command.payload()).hasToString("{\"taskId\":\"c-1~ut-2251799813685261\"}");
    }

    @Test
    void user_task_that_is_a_job_is_done_with_its_job_and_other_jobs_are_no_tasks() {
        BridgeCommand command =
                UserTaskCommands.of(INSTANCE, job("io.camunda.zeebe:userTask")).orElseThrow();

        assertThat(command.type()).isEqualTo("complete-task");
        assertThat(command.payload()).hasToString("{\"taskId\":\"c-1~jt-77\"}");
        assertThat(UserTaskCommands.of(INSTANCE, job("charge"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_TASK/CREATING", "USER_TASK/ASSIGNING", "USER_TASK/COMPLETING", "USER_TASK/CANCELING"})
    void what_is_only_about_to_happen_is_not_told(String kind) {
        assertThat(UserTaskCommands.of(INSTANCE, CapturedRecords.first(kind))).isEmpty();
    }

    @Test
    void names_that_are_too_long_are_cut_so_that_the_task_is_offered_to_nobody_else() {
        String tooLong = "a".repeat(MAX + 1);

        JsonNode task = created(value -> {
            value.put("assignee", tooLong);
            value.putArray("candidateUsersList").add(tooLong).add(tooLong + "b");
            value.putArray("candidateGroupsList").add("desk\nof all");
        });

        assertThat(task.path("assignee").asText()).hasSize(MAX);
        assertThat(task.path("candidateUsers")).map(JsonNode::asText).containsExactly("a".repeat(MAX));
        assertThat(task.path("candidateGroups")).map(JsonNode::asText).containsExactly("desk?of all");
    }

    @Test
    void keys_that_are_too_long_and_times_that_are_none_are_left_out() {
        JsonNode task = created(value -> value.put("elementId", "e".repeat(MAX + 1))
                .put("externalFormReference", "f".repeat(501))
                .put("dueDate", "+12026-01-01T00:00:00Z")
                .put("followUpDate", "tomorrow"));

        assertThat(task.path("name").asText()).isNotEmpty();
        assertThat(List.of("taskDefinitionKey", "formKey", "due", "followUp")).noneMatch(task::has);
    }

    private static JsonNode created(Consumer<ObjectNode> change) {
        EngineRecord record = CapturedRecords.first("USER_TASK/CREATED");
        ObjectNode value = record.value().deepCopy();
        change.accept(value);
        return UserTaskCommands.of(
                        INSTANCE,
                        new EngineRecord(
                                record.partition(),
                                record.position(),
                                record.time(),
                                record.kind(),
                                record.key(),
                                value))
                .orElseThrow()
                .payload();
    }

    private static EngineRecord job(String type) {
        ObjectNode record = Json.mapper()
                .createObjectNode()
                .put("partitionId", 1)
                .put("position", 9)
                .put("timestamp", 1)
                .put("key", 77)
                .put("valueType", "JOB")
                .put("intent", "COMPLETED");
        record.putObject("value").put("type", type).put("elementId", "review");
        return EngineRecord.parse(record.toString().getBytes(UTF_8));
    }
}
