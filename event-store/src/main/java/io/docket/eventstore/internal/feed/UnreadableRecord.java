package io.docket.eventstore.internal.feed;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Position;
import io.docket.eventstore.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of the events topic that is no event.
 *
 * @param place topic and position, such as {@code docket.events 4-10233}
 * @param type its type; empty if it has none
 * @param reason why it is none
 */
record UnreadableRecord(String place, String type, String reason) {
    static UnreadableRecord of(ConsumerRecord<byte[], byte[]> kafka, IllegalArgumentException reason) {
        Header type = kafka.headers().lastHeader(CloudEventHeaders.TYPE);
        return new UnreadableRecord(
                kafka.topic() + " " + new Position(kafka.partition(), kafka.offset()),
                type == null || type.value() == null ? "" : new String(type.value(), StandardCharsets.UTF_8),
                String.valueOf(reason.getMessage()));
    }

    UnreadableEventException exception() {
        return new UnreadableEventException(place, type, reason, null);
    }
}
