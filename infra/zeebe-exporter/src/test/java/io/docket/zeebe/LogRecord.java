package io.docket.zeebe;

import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import java.util.Map;

/** A record of the broker's log whose JSON is just its position. */
record LogRecord(Record<RecordValue> record) implements Record<RecordValue> {
    static LogRecord process(long position) {
        return instance(position, BpmnElementType.PROCESS);
    }

    static LogRecord serviceTask(long position) {
        return instance(position, BpmnElementType.SERVICE_TASK);
    }

    static LogRecord gateway(long position) {
        return instance(position, BpmnElementType.EXCLUSIVE_GATEWAY);
    }

    static LogRecord of(long position, ValueType type, Intent intent, RecordValue value) {
        return new LogRecord(ImmutableRecord.builder()
                .withPosition(position)
                .withKey(position + 1_000)
                .withIntent(intent)
                .withValueType(type)
                .withRecordType(RecordType.EVENT)
                .withRejectionType(RejectionType.NULL_VAL)
                .withValue(value)
                .build());
    }

    private static LogRecord instance(long position, BpmnElementType element) {
        return of(
                position,
                ValueType.PROCESS_INSTANCE,
                ProcessInstanceIntent.ELEMENT_ACTIVATED,
                ImmutableProcessInstanceRecordValue.builder()
                        .withBpmnElementType(element)
                        .withProcessInstanceKey(77)
                        .build());
    }

    @Override
    public String toJson() {
        return "{\"position\":" + getPosition() + "}";
    }

    @Override
    public long getPosition() {
        return record.getPosition();
    }

    @Override
    public long getSourceRecordPosition() {
        return record.getSourceRecordPosition();
    }

    @Override
    public long getKey() {
        return record.getKey();
    }

    @Override
    public long getTimestamp() {
        return record.getTimestamp();
    }

    @Override
    public Intent getIntent() {
        return record.getIntent();
    }

    @Override
    public int getPartitionId() {
        return record.getPartitionId();
    }

    @Override
    public RecordType getRecordType() {
        return record.getRecordType();
    }

    @Override
    public RejectionType getRejectionType() {
        return record.getRejectionType();
    }

    @Override
    public String getRejectionReason() {
        return record.getRejectionReason();
    }

    @Override
    public String getBrokerVersion() {
        return record.getBrokerVersion();
    }

    @Override
    public Map<String, Object> getAuthorizations() {
        return record.getAuthorizations();
    }

    @Override
    public int getRecordVersion() {
        return record.getRecordVersion();
    }

    @Override
    public ValueType getValueType() {
        return record.getValueType();
    }

    @Override
    public RecordValue getValue() {
        return record.getValue();
    }

    @Override
    public long getOperationReference() {
        return record.getOperationReference();
    }
}
