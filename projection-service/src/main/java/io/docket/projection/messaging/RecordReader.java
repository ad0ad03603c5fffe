package io.docket.projection.messaging;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.position.Position;
import io.docket.projection.apply.LogEntry;
import io.docket.projection.view.LogEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads records of the log. */
final class RecordReader {
    private RecordReader() {}

    /** The entry of a record; one that is no event says why. */
    static LogEntry read(ConsumerRecord<String, byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        String root = String.valueOf(record.key());
        try {
            Map<String, byte[]> headers = new HashMap<>();
            for (Header header : record.headers()) {
                headers.put(header.key(), header.value());
            }
            EventEnvelope envelope = CloudEventHeaders.read(root, headers::get, record.value());
            return LogEntry.readable(
                    LogEvent.of(envelope, position, () -> EventCatalog.read(envelope.type(), envelope.data())));
        } catch (RuntimeException unreadable) {
            return LogEntry.unreadable(position, root, String.valueOf(unreadable.getMessage()));
        }
    }
}
