package io.docket.workflow.usertask;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.CapturedRecords;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskEchoesTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c-1~p-1");
    private static final Instant RELEASED = Instant.parse("2026-01-05T12:00:00Z");

    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final TaskEchoes echoes = new TaskEchoes(memory);

    @ParameterizedTest
    @ValueSource(strings = {TaskEchoes.ASSIGNED, TaskEchoes.COMPLETED})
    void what_carries_our_action_is_our_own_doing(String kind) {
        assertThat(echoes.isEcho(INSTANCE, record(kind, Engine.ACTION, "bob"))).isTrue();
        assertThat(echoes.isEcho(INSTANCE, record(kind, "assign", "bob"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"USER_TASK/COMPLETED,c-1~ut-7", "JOB/COMPLETED,c-1~jt-7"})
    void completion_of_a_task_that_has_ended_says_nothing_new(String kind, String task) {
        assertThat(echoes.isEcho(INSTANCE, record(kind, "", ""))).isFalse();

        memory.taskEnded("acme", task);

        assertThat(echoes.isEcho(INSTANCE, record(kind, "", ""))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-3600,true", "0,true", "60,true", "61,false"})
    void release_up_to_our_last_one_is_ours_and_a_later_one_anothers(long secondsAfter, boolean isOurs) {
        EngineRecord release = at(RELEASED.plusSeconds(secondsAfter), record(TaskEchoes.ASSIGNED, "unassign", ""));
        assertThat(echoes.isEcho(INSTANCE, release)).isFalse();

        memory.unassigning("acme", "c-1~ut-7", RELEASED);

        assertThat(echoes.isEcho(INSTANCE, release)).isEqualTo(isOurs);
    }

    @Test
    void only_ends_and_assignments_of_user_tasks_are_asked_about() {
        assertThat(CapturedRecords.all().stream()
                        .filter(TaskEchoes::isPossible)
                        .map(EngineRecord::kind)
                        .distinct())
                .containsExactly(TaskEchoes.ASSIGNED, TaskEchoes.COMPLETED);
        assertThat(TaskEchoes.isPossible(record("JOB/COMPLETED", "", ""))).isTrue();
    }

    private static EngineRecord record(String kind, String action, String assignee) {
        return new EngineRecord(
                1,
                1,
                RELEASED,
                kind,
                7,
                Json.mapper()
                        .createObjectNode()
                        .put("type", "io.camunda.zeebe:userTask")
                        .put("action", action)
                        .put("assignee", assignee));
    }

    private static EngineRecord at(Instant time, EngineRecord record) {
        return new EngineRecord(
                record.partition(), record.position(), time, record.kind(), record.key(), record.value());
    }
}
