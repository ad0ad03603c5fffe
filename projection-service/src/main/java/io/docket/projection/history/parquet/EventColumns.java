package io.docket.projection.history.parquet;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The columns of a file of events. Columns are added at the end, never changed and never removed. */
final class EventColumns {
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String ID = "id";
    static final String TYPE = "type";
    static final String ENTITY = "entity";
    static final String ENTITY_ID = "entity_id";
    static final String SEQUENCE = "sequence";
    static final String ROOT = "root";
    static final String TENANT = "tenant";
    static final String TIME = "time";
    static final String OCCURRED_AT = "occurred_at";
    static final String ACTOR = "actor";
    static final String SUBMITTER = "submitter";
    static final String REASON = "reason";
    static final String COMMAND_ID = "command_id";
    static final String CORRELATION_ID = "correlation_id";
    static final String CAUSATION_ID = "causation_id";
    static final String CAUSATION_DEPTH = "causation_depth";
    static final String KEY = "key";
    static final String HEADERS = "headers";
    static final String DATA = "data";

    /** Times are UTC. A missing header value is a missing {@code value}; the order of the headers is that of the record. */
    static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              required int32 partition;
              required int64 offset;
              required binary id (STRING);
              required binary type (STRING);
              required binary entity (STRING);
              required binary entity_id (STRING);
              required int64 sequence;
              required binary root (STRING);
              required binary tenant (STRING);
              required int64 time (TIMESTAMP(MICROS,true));
              optional int64 occurred_at (TIMESTAMP(MICROS,true));
              required binary actor (STRING);
              optional binary submitter (STRING);
              optional binary reason (STRING);
              required binary command_id (STRING);
              required binary correlation_id (STRING);
              required binary causation_id (STRING);
              required int32 causation_depth;
              required binary key;
              required group headers (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional binary value;
                }
              }
              required binary data (JSON);
            }
            """);

    private EventColumns() {}
}
