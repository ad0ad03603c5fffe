package io.docket.zeebe;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.ErrorIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ImmutableErrorRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableJobRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableTimerRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableRecordValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordSelectionTest {
    private final RecordSelection selection = new RecordSelection(ElementLevel.IMPORTANT);

    @Test
    void only_events_leave_the_broker() {
        assertThat(selection.acceptType(RecordType.EVENT)).isTrue();
        assertThat(selection.acceptType(RecordType.COMMAND)).isFalse();
        assertThat(selection.acceptType(RecordType.COMMAND_REJECTION)).isFalse();
        assertThat(selection.acceptValue(ValueType.VARIABLE_DOCUMENT)).isFalse();
        assertThat(selection.acceptValue(ValueType.INCIDENT)).isTrue();
    }

    @Test
    void of_the_elements_as_much_leaves_the_broker_as_the_level_says() {
        assertThat(accepted(ElementLevel.NONE)).containsExactly(true, false, false);
        assertThat(accepted(ElementLevel.IMPORTANT)).containsExactly(true, true, false);
        assertThat(accepted(ElementLevel.ALL)).containsExactly(true, true, true);
    }

    @Test
    void an_element_that_goes_on_in_another_version_leaves_the_broker_as_its_other_steps_do() {
        assertThat(List.of(ElementLevel.NONE, ElementLevel.IMPORTANT))
                .extracting(level -> new RecordSelection(level).accepts(migrated(BpmnElementType.USER_TASK)))
                .containsExactly(false, true);
        assertThat(selection.accepts(migrated(BpmnElementType.EXCLUSIVE_GATEWAY)))
                .isFalse();
        assertThat(new RecordSelection(ElementLevel.NONE).accepts(migrated(BpmnElementType.PROCESS)))
                .isTrue();
    }

    @Test
    void of_a_fault_of_the_engine_itself_leaves_the_broker_which_instance_it_was_about() {
        LogRecord fault = fault(7);

        assertThat(selection.acceptValue(ValueType.ERROR)).isTrue();
        assertThat(selection.accepts(fault)).isTrue();
        assertThat(selection.accepts(fault(-1))).isFalse();
        assertThat(RecordJson.of(fault)).endsWith("\"value\":{\"errorEventPosition\":5,\"processInstanceKey\":7}}");
    }

    private static LogRecord fault(long instance) {
        return LogRecord.of(
                9,
                ValueType.ERROR,
                ErrorIntent.CREATED,
                ImmutableErrorRecordValue.builder()
                        .withExceptionMessage("amount 5")
                        .withStacktrace("at Amount")
                        .withErrorEventPosition(5)
                        .withProcessInstanceKey(instance)
                        .build());
    }

    @Test
    void flows_that_are_taken_leave_the_broker_where_everything_does() {
        LogRecord flow = LogRecord.of(
                1,
                ValueType.PROCESS_INSTANCE,
                ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN,
                ImmutableProcessInstanceRecordValue.builder()
                        .withBpmnElementType(BpmnElementType.SEQUENCE_FLOW)
                        .withElementId("yes")
                        .withProcessInstanceKey(7)
                        .build());

        assertThat(List.of(ElementLevel.NONE, ElementLevel.IMPORTANT, ElementLevel.ALL))
                .extracting(level -> new RecordSelection(level).accepts(flow))
                .containsExactly(false, false, true);
    }

    private static LogRecord migrated(BpmnElementType type) {
        return LogRecord.of(
                1,
                ValueType.PROCESS_INSTANCE,
                ProcessInstanceIntent.ELEMENT_MIGRATED,
                ImmutableProcessInstanceRecordValue.builder()
                        .withBpmnElementType(type)
                        .withProcessInstanceKey(7)
                        .build());
    }

    private static List<Boolean> accepted(ElementLevel level) {
        return Stream.of(LogRecord.process(1), LogRecord.serviceTask(1), LogRecord.gateway(1))
                .map(new RecordSelection(level)::accepts)
                .toList();
    }

    @Test
    void what_holds_up_or_moves_an_instance_leaves_the_broker() {
        assertThat(selection.accepts(job("charge-card", JobIntent.FAILED))).isTrue();
        assertThat(selection.accepts(timer(7, TimerIntent.TRIGGERED))).isTrue();
        assertThat(selection.accepts(timer(7, TimerIntent.CREATED))).isFalse();
        assertThat(selection.accepts(timer(-1, TimerIntent.TRIGGERED))).isFalse();
        assertThat(selection.accepts(received(ProcessMessageSubscriptionIntent.CORRELATED)))
                .isTrue();
        assertThat(selection.accepts(received(ProcessMessageSubscriptionIntent.CREATED)))
                .isFalse();
    }

    @Test
    void of_variables_and_messages_only_names_and_keys_leave_the_broker() {
        LogRecord variable = LogRecord.of(
                1,
                ValueType.VARIABLE,
                VariableIntent.CREATED,
                ImmutableVariableRecordValue.builder()
                        .withName("na\"me")
                        .withValue("secret")
                        .withScopeKey(8)
                        .withProcessInstanceKey(7)
                        .build());

        assertThat(selection.accepts(variable)).isTrue();
        assertThat(RecordJson.of(variable))
                .contains("\"intent\":\"CREATED\",\"value\":{\"name\":\"na\\\"me\",\"scopeKey\":8,")
                .doesNotContain("secret");
        assertThat(RecordJson.of(received(ProcessMessageSubscriptionIntent.CORRELATED)))
                .contains("\"messageName\":\"paid\"", "\"processInstanceKey\":7")
                .doesNotContain("secret");
        assertThat(RecordJson.quoted("a\n\\")).isEqualTo("\"a\\u000a\\\\\"");
    }

    @Test
    void message_that_began_an_instance_leaves_the_broker_without_its_content() {
        LogRecord begun = begun(MessageStartEventSubscriptionIntent.CORRELATED);

        assertThat(selection.acceptValue(ValueType.MESSAGE_START_EVENT_SUBSCRIPTION))
                .isTrue();
        assertThat(selection.accepts(begun)).isTrue();
        assertThat(selection.accepts(begun(MessageStartEventSubscriptionIntent.CREATED)))
                .isFalse();
        assertThat(RecordJson.of(begun))
                .endsWith("\"value\":{\"messageKey\":9,\"messageName\":\"begin\",\"correlationKey\":\"k\","
                        + "\"processInstanceKey\":7}}");
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
    void of_the_messages_only_fences_and_the_bridges_own_leave_the_broker() {
        assertThat(selection.accepts(message("docket:fence", MessageIntent.PUBLISHED)))
                .isTrue();
        assertThat(selection.accepts(message("docket:fence", MessageIntent.EXPIRED)))
                .isFalse();
        assertThat(selection.accepts(message("paid", MessageIntent.PUBLISHED))).isFalse();
        assertThat(selection.accepts(LogRecord.of(
                        1,
                        ValueType.MESSAGE,
                        MessageIntent.PUBLISHED,
                        ImmutableMessageRecordValue.builder()
                                .withName("paid")
                                .withMessageId("docket:acme/e-1")
                                .build())))
                .isTrue();
    }

    private static LogRecord timer(long processInstanceKey, TimerIntent intent) {
        return LogRecord.of(
                1,
                ValueType.TIMER,
                intent,
                ImmutableTimerRecordValue.builder()
                        .withProcessInstanceKey(processInstanceKey)
                        .build());
    }

    private static LogRecord received(ProcessMessageSubscriptionIntent intent) {
        return LogRecord.of(
                1,
                ValueType.PROCESS_MESSAGE_SUBSCRIPTION,
                intent,
                ImmutableProcessMessageSubscriptionRecordValue.builder()
                        .withMessageName("paid")
                        .withCorrelationKey("k")
                        .withElementId("wait")
                        .withProcessInstanceKey(7)
                        .withVariables(Map.of("a", "secret"))
                        .build());
    }

    private static LogRecord begun(MessageStartEventSubscriptionIntent intent) {
        return LogRecord.of(
                1,
                ValueType.MESSAGE_START_EVENT_SUBSCRIPTION,
                intent,
                ImmutableMessageStartEventSubscriptionRecordValue.builder()
                        .withMessageKey(9)
                        .withMessageName("begin")
                        .withCorrelationKey("k")
                        .withProcessInstanceKey(7)
                        .withVariables(Map.of("a", "secret"))
                        .build());
    }

    private static LogRecord job(String type) {
        return job(type, JobIntent.CREATED);
    }

    private static LogRecord job(String type, JobIntent intent) {
        return LogRecord.of(
                1,
                ValueType.JOB,
                intent,
                ImmutableJobRecordValue.builder().withType(type).build());
    }

    private static LogRecord message(String name, MessageIntent intent) {
        return LogRecord.of(
                1,
                ValueType.MESSAGE,
                intent,
                ImmutableMessageRecordValue.builder()
                        .withName(name)
                        .withMessageId("f1")
                        .build());
    }
}
