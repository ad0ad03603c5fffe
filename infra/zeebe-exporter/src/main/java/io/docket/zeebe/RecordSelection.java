package io.docket.zeebe;

import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.MessageStartEventSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ErrorRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which records leave the broker: events of process instances, of their elements as far as the {@link ElementLevel} says,
 * of user tasks, native or as jobs, of incidents, of instances that the engine failed at and bans, failed jobs, timers that fired and messages that were received or began an
 * instance, the names of variables, and of published messages the bridge's own and the fences by which it finds out how far it has read.
 */
final class RecordSelection implements Context.RecordFilter {
    /** Name of the messages that mark a place in the log. */
    static final String FENCE = "docket:fence";

    /** What the ids of the bridge's own messages begin with. */
    static final String OWN_MESSAGE = "docket:";

    private static final String USER_TASK_JOB = "io.camunda.zeebe:userTask";
    private static final Set<ValueType> VALUES = EnumSet.of(
            ValueType.PROCESS_INSTANCE_CREATION,
            ValueType.PROCESS_INSTANCE,
            ValueType.USER_TASK,
            ValueType.INCIDENT,
            ValueType.ERROR,
            ValueType.JOB,
            ValueType.MESSAGE,
            ValueType.TIMER,
            ValueType.PROCESS_MESSAGE_SUBSCRIPTION,
            ValueType.MESSAGE_START_EVENT_SUBSCRIPTION,
            ValueType.VARIABLE);

    private final ElementLevel elements;

    RecordSelection(ElementLevel elements) {
        this.elements = elements;
    }

    @Override
    public boolean acceptType(RecordType type) {
        return type == RecordType.EVENT;
    }

    @Override
    public boolean acceptValue(ValueType value) {
        return VALUES.contains(value);
    }

    /** True if the record goes to Kafka; asked after the two coarse questions. */
    boolean accepts(Record<?> record) {
        Intent intent = record.getIntent();
        return switch (record.getValue()) {
            case ProcessInstanceRecordValue instance ->
                instance.getBpmnElementType() == BpmnElementType.PROCESS
                        || elements.accepts(instance.getBpmnElementType(), intent);
            case JobRecordValue job -> job.getType().equals(USER_TASK_JOB) || intent == JobIntent.FAILED;
            case MessageRecordValue message ->
                intent == MessageIntent.PUBLISHED
                        && (message.getName().equals(FENCE)
                                || message.getMessageId().startsWith(OWN_MESSAGE));
            case TimerRecordValue timer -> intent == TimerIntent.TRIGGERED && timer.getProcessInstanceKey() > 0;
            case ProcessMessageSubscriptionRecordValue _ -> intent == ProcessMessageSubscriptionIntent.CORRELATED;
            case MessageStartEventSubscriptionRecordValue _ -> intent == MessageStartEventSubscriptionIntent.CORRELATED;
            case ErrorRecordValue error -> error.getProcessInstanceKey() > 0;
            case VariableRecordValue _ -> elements != ElementLevel.NONE;
            default -> true;
        };
    }
}
