package io.docket.eventstore.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.StreamId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * An event in the form of its Kafka record, encoded once.
 *
 * @param streamId stream that it belongs to
 * @param sequence its number in the stream, from 1
 * @param id its unique id
 * @param root key of the record
 * @param timestamp record time, milliseconds since 1970
 * @param headers headers of the record
 * @param value value of the record
 */
public record EventRecord(
        String streamId,
        long sequence,
        String id,
        String root,
        long timestamp,
        Map<String, byte[]> headers,
        byte[] value) {
    private static final int OVERHEAD_PER_HEADER = 8;
    private static final int OVERHEAD_PER_RECORD = 80;

    public static EventRecord of(EventEnvelope event) {
        return new EventRecord(
                StreamId.of(event),
                event.sequence(),
                event.id(),
                event.root(),
                event.time().toEpochMilli(),
                CloudEventHeaders.write(event),
                event.data());
    }

    /**
     * Reads a record of the log.
     *
     * @throws IllegalArgumentException if it is not an event
     */
    public static EventRecord of(ConsumerRecord<byte[], byte[]> kafka) {
        if (kafka.key() == null || kafka.value() == null) {
            throw new IllegalArgumentException("record without key or value");
        }
        Map<String, byte[]> headers = LinkedHashMap.newLinkedHashMap(24);
        for (Header header : kafka.headers()) {
            headers.put(header.key(), header.value());
        }
        Subject subject = Subject.parse(text(headers, CloudEventHeaders.SUBJECT));
        return new EventRecord(
                new StreamId(text(headers, CloudEventHeaders.TENANT), subject).toString(),
                Long.parseLong(text(headers, CloudEventHeaders.SEQUENCE)),
                text(headers, CloudEventHeaders.ID),
                new String(kafka.key(), UTF_8),
                kafka.timestamp(),
                headers,
                kafka.value());
    }

    public ProducerRecord<byte[], byte[]> toKafka(String topic, int partition) {
        ProducerRecord<byte[], byte[]> kafka =
                new ProducerRecord<>(topic, partition, timestamp, root.getBytes(UTF_8), value);
        headers.forEach(kafka.headers()::add);
        return kafka;
    }

    public EventEnvelope toEnvelope() {
        return CloudEventHeaders.read(root, headers::get, value);
    }

    /** Size of the record in the log, an upper estimate. */
    public int bytes() {
        int bytes = OVERHEAD_PER_RECORD + root.length() * 3 + value.length;
        for (Map.Entry<String, byte[]> header : headers.entrySet()) {
            bytes += OVERHEAD_PER_HEADER + header.getKey().length() + header.getValue().length;
        }
        return bytes;
    }

    private static String text(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("record without header " + name);
        }
        return new String(value, UTF_8);
    }
}
