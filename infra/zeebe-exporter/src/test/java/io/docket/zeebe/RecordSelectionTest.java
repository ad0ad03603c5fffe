package io.docket.zeebe;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.ImmutableJobRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import org.junit.jupiter.api.Test;

class RecordSelectionTest {
    private final RecordSelection selection = new RecordSelection();

    @Test
    void only_events_leave_the_broker() {
        assertThat(selection.acceptType(RecordType.EVENT)).isTrue();
        assertThat(selection.acceptType(RecordType.COMMAND)).isFalse();
        assertThat(selection.acceptType(RecordType.COMMAND_REJECTION)).isFalse();
        assertThat(selection.acceptValue(ValueType.VARIABLE)).isFalse();
        assertThat(selection.acceptValue(ValueType.INCIDENT)).isTrue();
    }

    @Test
    void process_instances_leave_the_broker_and_their_elements_stay() {
        assertThat(selection.accepts(LogRecord.process(1))).isTrue();
        assertThat(selection.accepts(LogRecord.serviceTask(1))).isFalse();
    }

    @Test
    void user_tasks_leave_the_broker_native_or_as_jobs() {
        assertThat(selection.accepts(LogRecord.of(
                        1,
                        ValueType.USER_TASK,
                        UserTaskIntent.CREATED,
                        ImmutableUserTaskRecordValue.builder().build())))
                .isTrue();
        assertThat(selection.accepts(job("io.camunda.zeebe:userTask"))).isTrue();
        assertThat(selection.accepts(job("charge-card"))).isFalse();
    }

    @Test
    void of_the_messages_only_published_fences_leave_the_broker() {
        assertThat(selection.accepts(message("docket:fence", MessageIntent.PUBLISHED)))
                .isTrue();
        assertThat(selection.accepts(message("docket:fence", MessageIntent.EXPIRED)))
                .isFalse();
        assertThat(selection.accepts(message("paid", MessageIntent.PUBLISHED))).isFalse();
    }

    private static LogRecord job(String type) {
        return LogRecord.of(
                1,
                ValueType.JOB,
                JobIntent.CREATED,
                ImmutableJobRecordValue.builder().withType(type).build());
    }

    private static LogRecord message(String name, MessageIntent intent) {
        return LogRecord.of(
                1,
                ValueType.MESSAGE,
                intent,
                ImmutableMessageRecordValue.builder().withName(name).build());
    }
}
