package io.docket.workflow.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.LoggedEvent;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.BiPredicate;
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
        return read(record, CloudEventHeaders.SUBJECT, EventEffects::concerns);
    }

    /**
     * The event, if it is wanted. What is no event is logged and passed over.
     *
     * @param header name of another header by which that is decided
     * @param wanted whether an event of the type, with that header, is wanted
     */
    static Optional<LoggedEvent> read(
            ConsumerRecord<String, byte[]> record, String header, BiPredicate<String, String> wanted) {
        String type = text(record, CloudEventHeaders.TYPE);
        String other = text(record, header);
        if (type == null || other == null || !wanted.test(type, other)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LoggedEvent(
                    record.partition(),
                    record.offset(),
                    CloudEventHeaders.read(record.key(), name -> value(record, name), record.value())));
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.errorf("no event partition=%d offset=%d error=\"%s\"", record.partition(), record.offset(), e);
            return Optional.empty();
        }
    }

    private static @Nullable String text(ConsumerRecord<String, byte[]> record, String name) {
        byte[] value = value(record, name);
        return value == null ? null : new String(value, UTF_8);
    }

    private static byte @Nullable [] value(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
