package io.docket.eventstore.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.CanonicalForm;
import io.docket.contracts.chain.ChainLink;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.StreamId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
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
 * @param headers headers of the record, without those of the chain
 * @param value value of the record
 * @param digest SHA-256 of its canonical form
 * @param link its place in the chain; absent until it is about to be written
 */
public record EventRecord(
        String streamId,
        long sequence,
        String id,
        String root,
        long timestamp,
        Map<String, byte[]> headers,
        byte[] value,
        byte[] digest,
        ChainLink link) {
    private static final int OVERHEAD_PER_HEADER = 8;
    private static final int OVERHEAD_PER_RECORD = 80;
    private static final int OVERHEAD_OF_CHAIN = 128;

    /** Encodes an event. A hash that the envelope came with is not taken over: its place in the chain is not known yet. */
    public static EventRecord of(EventEnvelope event) {
        Map<String, byte[]> headers = CloudEventHeaders.write(event);
        headers.remove(CloudEventHeaders.PREV_HASH);
        CanonicalForm form = new CanonicalForm(event.root().getBytes(UTF_8), event.data());
        headers.forEach(form::header);
        return new EventRecord(
                StreamId.of(event),
                event.sequence(),
                event.id(),
                event.root(),
                event.time().toEpochMilli(),
                headers,
                event.data(),
                form.digest(),
                ChainLink.ABSENT);
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
        CanonicalForm form = new CanonicalForm(kafka.key(), kafka.value());
        ChainLink link = ChainLink.ABSENT;
        for (Header header : kafka.headers()) {
            link = link.with(header.key(), header.value());
            form.header(header.key(), header.value());
            if (!ChainLink.isHeader(header.key())) {
                headers.put(header.key(), header.value());
            }
        }
        Subject subject = Subject.parse(text(headers, CloudEventHeaders.SUBJECT));
        return new EventRecord(
                new StreamId(text(headers, CloudEventHeaders.TENANT), subject).toString(),
                Long.parseLong(text(headers, CloudEventHeaders.SEQUENCE)),
                text(headers, CloudEventHeaders.ID),
                new String(kafka.key(), UTF_8),
                kafka.timestamp(),
                headers,
                kafka.value(),
                form.digest(),
                link);
    }

    /** The same at its place in the chain. */
    public EventRecord linked(ChainLink newLink) {
        return new EventRecord(streamId, sequence, id, root, timestamp, headers, value, digest, newLink);
    }

    public ProducerRecord<byte[], byte[]> toKafka(String topic, int partition) {
        ProducerRecord<byte[], byte[]> kafka =
                new ProducerRecord<>(topic, partition, timestamp, root.getBytes(UTF_8), value);
        forEachHeader(kafka.headers()::add);
        return kafka;
    }

    public EventEnvelope toEnvelope() {
        Map<String, byte[]> all = HashMap.newHashMap(headers.size() + 2);
        forEachHeader(all::put);
        return CloudEventHeaders.read(root, all::get, value);
    }

    /** Hands over every header, those of the chain last. */
    public void forEachHeader(BiConsumer<String, byte[]> header) {
        headers.forEach(header);
        link.forEach(header);
    }

    /** Size of the record in the log, an upper estimate. */
    public int bytes() {
        int bytes = OVERHEAD_PER_RECORD + OVERHEAD_OF_CHAIN + root.length() * 3 + value.length;
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
