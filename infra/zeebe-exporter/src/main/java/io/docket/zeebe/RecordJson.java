package io.docket.zeebe;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValueWithVariables;
import io.camunda.zeebe.protocol.record.value.ErrorRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceCreationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.util.Locale;
import java.util.Set;

/**
 * A record as it is written to Kafka: the broker's own JSON. Of variables, wherever they are, of messages and of the engine's own faults
 * only names and keys are written, in the same form: their content is nobody's business outside of the process.
 */
final class RecordJson {
    /** By these the bridge recognises an instance that it created. */
    private static final Set<String> IDENTIFYING = Set.of("tenant", "docketProcessInstanceId");

    private static final char FIRST_PRINTABLE = ' ';

    private RecordJson() {}

    static String of(Record<?> record) {
        return switch (record.getValue()) {
            case VariableRecordValue variable ->
                head(record)
                        + "\"name\":" + quoted(variable.getName())
                        + ",\"scopeKey\":" + variable.getScopeKey()
                        + ",\"processInstanceKey\":" + variable.getProcessInstanceKey() + "}}";
            case MessageRecordValue message ->
                head(record)
                        + "\"name\":" + quoted(message.getName())
                        + ",\"messageId\":" + quoted(message.getMessageId()) + "}}";
            case ProcessMessageSubscriptionRecordValue received ->
                head(record)
                        + "\"messageKey\":" + received.getMessageKey()
                        + ",\"messageName\":" + quoted(received.getMessageName())
                        + ",\"correlationKey\":" + quoted(received.getCorrelationKey())
                        + ",\"elementId\":" + quoted(received.getElementId())
                        + ",\"elementInstanceKey\":" + received.getElementInstanceKey()
                        + ",\"processInstanceKey\":" + received.getProcessInstanceKey() + "}}";
            case MessageStartEventSubscriptionRecordValue begun ->
                head(record)
                        + "\"messageKey\":" + begun.getMessageKey()
                        + ",\"messageName\":" + quoted(begun.getMessageName())
                        + ",\"correlationKey\":" + quoted(begun.getCorrelationKey())
                        + ",\"processInstanceKey\":" + begun.getProcessInstanceKey() + "}}";
            case ErrorRecordValue error ->
                head(record)
                        + "\"errorEventPosition\":" + error.getErrorEventPosition()
                        + ",\"processInstanceKey\":" + error.getProcessInstanceKey() + "}}";
            case ProcessInstanceCreationRecordValue creation ->
                VariableNames.only(record.toJson(), creation.getVariables(), IDENTIFYING);
            case RecordValueWithVariables other -> VariableNames.only(record.toJson(), other.getVariables(), Set.of());
            default -> record.toJson();
        };
    }

    private static String head(Record<?> record) {
        return "{\"partitionId\":" + record.getPartitionId()
                + ",\"position\":" + record.getPosition()
                + ",\"timestamp\":" + record.getTimestamp()
                + ",\"key\":" + record.getKey()
                + ",\"recordType\":\"" + record.getRecordType()
                + "\",\"valueType\":\"" + record.getValueType()
                + "\",\"intent\":\"" + record.getIntent().name()
                + "\",\"value\":{";
    }

    /** The text as a JSON string. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
