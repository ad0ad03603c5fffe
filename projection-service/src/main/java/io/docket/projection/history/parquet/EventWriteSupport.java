package io.docket.projection.history.parquet;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.projection.history.log.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Takes an event apart into the columns of {@link EventColumns}. */
final class EventWriteSupport extends WriteSupport<StoredEvent> {
    private @Nullable RecordConsumer columns;

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return new WriteContext(EventColumns.SCHEMA, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(EventColumns.SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        columns = consumer;
    }

    @Override
    public void write(StoredEvent record) {
        RecordConsumer out = columns;
        if (out == null) {
            throw new IllegalStateException("not prepared");
        }
        EventEnvelope event = record.envelope();
        out.startMessage();
        number(out, EventColumns.PARTITION, record.position().partition());
        number(out, EventColumns.OFFSET, record.position().offset());
        text(out, EventColumns.ID, event.id());
        text(out, EventColumns.TYPE, event.type());
        text(out, EventColumns.ENTITY, event.subject().entity());
        text(out, EventColumns.ENTITY_ID, event.subject().id());
        number(out, EventColumns.SEQUENCE, event.sequence());
        text(out, EventColumns.ROOT, event.root());
        text(out, EventColumns.TENANT, event.tenant());
        number(out, EventColumns.TIME, micros(event.time()));
        if (event.occurredAt() != null) {
            number(out, EventColumns.OCCURRED_AT, micros(event.occurredAt().toInstant()));
        }
        text(out, EventColumns.ACTOR, event.actor());
        text(out, EventColumns.SUBMITTER, event.submitter());
        text(out, EventColumns.REASON, event.reason());
        text(out, EventColumns.COMMAND_ID, event.commandId());
        text(out, EventColumns.CORRELATION_ID, event.correlationId());
        text(out, EventColumns.CAUSATION_ID, event.causationId());
        number(out, EventColumns.CAUSATION_DEPTH, event.causationDepth());
        bytes(out, EventColumns.KEY, record.key());
        headers(out, record);
        bytes(out, EventColumns.DATA, record.data());
        out.endMessage();
    }

    private static void headers(RecordConsumer out, StoredEvent record) {
        int headers = EventColumns.SCHEMA.getFieldIndex(EventColumns.HEADERS);
        out.startField(EventColumns.HEADERS, headers);
        out.startGroup();
        if (!record.headers().isEmpty()) {
            out.startField("key_value", 0);
            for (StoredEvent.Header header : record.headers()) {
                out.startGroup();
                out.startField("key", 0);
                out.addBinary(Binary.fromString(header.name()));
                out.endField("key", 0);
                byte[] value = header.value();
                if (value != null) {
                    out.startField("value", 1);
                    out.addBinary(Binary.fromConstantByteArray(value));
                    out.endField("value", 1);
                }
                out.endGroup();
            }
            out.endField("key_value", 0);
        }
        out.endGroup();
        out.endField(EventColumns.HEADERS, headers);
    }

    private static void text(RecordConsumer out, String name, @Nullable String value) {
        if (value != null) {
            add(out, name, Binary.fromString(value));
        }
    }

    private static void bytes(RecordConsumer out, String name, byte[] value) {
        add(out, name, Binary.fromConstantByteArray(value));
    }

    private static void add(RecordConsumer out, String name, Binary value) {
        int index = EventColumns.SCHEMA.getFieldIndex(name);
        out.startField(name, index);
        out.addBinary(value);
        out.endField(name, index);
    }

    private static void number(RecordConsumer out, String name, int value) {
        int index = EventColumns.SCHEMA.getFieldIndex(name);
        out.startField(name, index);
        out.addInteger(value);
        out.endField(name, index);
    }

    private static void number(RecordConsumer out, String name, long value) {
        int index = EventColumns.SCHEMA.getFieldIndex(name);
        out.startField(name, index);
        out.addLong(value);
        out.endField(name, index);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** Builds a writer of events. */
    static final class Builder extends ParquetWriter.Builder<StoredEvent, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<StoredEvent> getWriteSupport(Configuration configuration) {
            return new EventWriteSupport();
        }

        @Override
        protected WriteSupport<StoredEvent> getWriteSupport(ParquetConfiguration configuration) {
            return new EventWriteSupport();
        }
    }
}
