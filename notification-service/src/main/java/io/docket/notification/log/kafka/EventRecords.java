package io.docket.notification.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.notification.facts.FactBook;
import io.docket.notification.log.LoggedEvent;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/** Reads records of the events topic. A record that is no event is skipped, and said so. */
final class EventRecords {
    private static final Logger LOG = Logger.getLogger(EventRecords.class);

    private EventRecords() {}

    static Optional<LoggedEvent> read(ConsumerRecord<byte[], byte[]> record, FactBook facts) {
        Map<String, byte[]> headers = HashMap.newHashMap(32);
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value());
        }
        try {
            if (record.key() == null || record.value() == null) {
                throw new IllegalArgumentException("record without key or value");
            }
            EventEnvelope event = CloudEventHeaders.read(new String(record.key(), UTF_8), headers::get, record.value());
            return Optional.of(new LoggedEvent(new Position(record.partition(), record.offset()), event, facts));
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.warnf(
                    "log=read outcome=skipped partition=%d offset=%d error=%s",
                    record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
