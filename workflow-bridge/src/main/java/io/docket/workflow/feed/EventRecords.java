package io.docket.workflow.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.LoggedEvent;
import java.time.DateTimeException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads events out of Kafka's records; of those that do not concern the bridge only two headers. */
final class EventRecords {
    private static final Logger LOG = Logger.getLogger(EventRecords.class);

    private EventRecords() {}

    /** The event, if it concerns the bridge. What is no event is logged and passed over. */
    static Optional<LoggedEvent> read(ConsumerRecord<String, byte[]> record) {
        String type = text(record, CloudEventHeaders.TYPE);
        String subject = text(record, CloudEventHeaders.SUBJECT);
        if (type == null || subject == null || !EventEffects.concerns(type, subject)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LoggedEvent(
                    record.partition(),
                    record.offset(),
                    CloudEventHeaders.read(record.key(), name -> header(record, name), record.value())));
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.errorf("no event partition=%d offset=%d error=\"%s\"", record.partition(), record.offset(), e);
            return Optional.empty();
        }
    }

    private static @Nullable String text(ConsumerRecord<String, byte[]> record, String name) {
        byte[] value = header(record, name);
        return value == null ? null : new String(value, UTF_8);
    }

    private static byte @Nullable [] header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
