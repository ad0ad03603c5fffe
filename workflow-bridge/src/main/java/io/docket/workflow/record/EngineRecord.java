package io.docket.workflow.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Refused;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A record of the engine's log, as the exporter writes it.
 *
 * @param partition partition of the engine
 * @param position position in that partition, ascending
 * @param time when it was written
 * @param kind what happened to what: {@code USER_TASK/CREATED}
 * @param key key of the thing
 * @param value what is known about it
 */
public record EngineRecord(int partition, long position, Instant time, String kind, long key, JsonNode value) {
    /** Reads the exporter's JSON. Refused if it is something else. */
    public static EngineRecord parse(byte[] json) {
        try {
            JsonNode record = Json.tree(json);
            JsonNode value = record.path("value");
            if (!record.path("position").isIntegralNumber() || !value.isObject()) {
                throw new Refused("unreadable-record", "a record without position or value");
            }
            return new EngineRecord(
                    record.path("partitionId").intValue(),
                    record.path("position").longValue(),
                    Instant.ofEpochMilli(record.path("timestamp").longValue()),
                    record.path("valueType").asText() + "/"
                            + record.path("intent").asText(),
                    record.path("key").longValue(),
                    value);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new Refused("unreadable-record", String.valueOf(e.getMessage()));
        }
    }

    /** Key of the process instance that it belongs to, 0 if it belongs to none. */
    public long processInstanceKey() {
        return value.path("processInstanceKey").longValue();
    }

    /** Key of the process instance that called that instance, -1 if none did. */
    public long callerKey() {
        return value.path("parentProcessInstanceKey").asLong(-1);
    }

    /** Identity of the record over all time: also an engine that was set up anew does not repeat it. */
    public String id() {
        return "zeebe:" + partition + ":" + position + ":" + time.toEpochMilli();
    }

    /** True if it tells of an instance as a whole, not of one of its elements. */
    public boolean isOfProcess() {
        return text("bpmnElementType").equals("PROCESS");
    }

    /** The whole number in the field, 0 if there is none. */
    public long number(String field) {
        return value.path(field).longValue();
    }

    /** The text of the field, empty if there is none. */
    public String text(String field) {
        return value.path(field).asText("");
    }
}
