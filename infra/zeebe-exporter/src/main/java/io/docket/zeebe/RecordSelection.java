package io.docket.zeebe;

import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which records leave the broker: events of process instances (as a whole, not of their elements), of user tasks, native
 * or as jobs, of incidents, and the fence messages by which the bridge finds out how far it has read.
 */
final class RecordSelection implements Context.RecordFilter {
    /** Name of the messages that mark a place in the log. */
    static final String FENCE = "docket:fence";

    private static final String USER_TASK_JOB = "io.camunda.zeebe:userTask";
    private static final Set<ValueType> VALUES = EnumSet.of(
            ValueType.PROCESS_INSTANCE_CREATION,
            ValueType.PROCESS_INSTANCE,
            ValueType.USER_TASK,
            ValueType.INCIDENT,
            ValueType.JOB,
            ValueType.MESSAGE);

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
        return switch (record.getValue()) {
            case ProcessInstanceRecordValue instance -> instance.getBpmnElementType() == BpmnElementType.PROCESS;
            case JobRecordValue job -> job.getType().equals(USER_TASK_JOB);
            case MessageRecordValue message ->
                record.getIntent() == MessageIntent.PUBLISHED
                        && message.getName().equals(FENCE);
            default -> true;
        };
    }
}
