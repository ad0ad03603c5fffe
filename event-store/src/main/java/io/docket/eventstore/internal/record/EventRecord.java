package io.docket.eventstore.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.CanonicalForm;
import io.docket.contracts.chain.ChainLink;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * An event in the form of its Kafka record, encoded once.
 *
 * @param streamId stream that it belongs to
 * @param sequence its number in the stream, from 1
 * @param id its unique id
 * @param root key of the record
 * @param key key of the record, in bytes
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
        byte[] key,
        long timestamp,
        List<Header> headers,
        byte[] value,
        byte[] digest,
        ChainLink link) {
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int USUAL_HEADERS = 18;
    private static final int OVERHEAD_PER_HEADER = 8;
    private static final int OVERHEAD_PER_RECORD = 80;
    private static final int OVERHEAD_OF_CHAIN = 128;

    /**
     * Encodes an event. A hash that the envelope came with is not taken over: its place in the chain is not known yet. The record's own
     * time is that of the event, or the nearest that a record can have.
     */
    public static EventRecord of(EventEnvelope event) {
        List<Header> headers = new ArrayList<>(USUAL_HEADERS);
        byte[] key = event.root().getBytes(UTF_8);
        CanonicalForm form = new CanonicalForm(key, event.data());
        CloudEventHeaders.write(event, (name, value) -> {
            if (!ChainLink.isHeader(name)) {
                headers.add(new RecordHeader(name, value));
                form.header(name, value);
            }
        });
        return new EventRecord(
                StreamId.of(event),
                event.sequence(),
                event.id(),
                event.root(),
                key,
                recordTime(event.time()),
                headers,
                event.data(),
                form.digest(),
                ChainLink.ABSENT);
    }

    private static long recordTime(Instant time) {
        Instant first = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        return first.isAfter(LAST_TIME) ? LAST_TIME.toEpochMilli() : first.toEpochMilli();
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
        List<Header> headers = new ArrayList<>(USUAL_HEADERS);
        CanonicalForm form = new CanonicalForm(kafka.key(), kafka.value());
        ChainLink link = ChainLink.ABSENT;
        for (Header header : kafka.headers()) {
            if (ChainLink.isHeader(header.key())) {
                link = link.with(header.key(), header.value());
            } else {
                form.header(header.key(), header.value());
                headers.add(header);
            }
        }
        Subject subject = Subject.parse(text(headers, CloudEventHeaders.SUBJECT));
        return new EventRecord(
                new StreamId(text(headers, CloudEventHeaders.TENANT), subject).toString(),
                Long.parseLong(text(headers, CloudEventHeaders.SEQUENCE)),
                text(headers, CloudEventHeaders.ID),
                new String(kafka.key(), UTF_8),
                kafka.key(),
                kafka.timestamp(),
                headers,
                kafka.value(),
                form.digest(),
                link);
    }

    /** The same at its place in the chain. */
    public EventRecord linked(ChainLink newLink) {
        return new EventRecord(streamId, sequence, id, root, key, timestamp, headers, value, digest, newLink);
    }

    /** The same with a record time that is not after an instant; the event's own time stays as it is. */
    public EventRecord notAfter(Instant latest) {
        long most = latest.toEpochMilli();
        return timestamp <= most
                ? this
                : new EventRecord(streamId, sequence, id, root, key, most, headers, value, digest, link);
    }

    public ProducerRecord<byte[], byte[]> toKafka(String topic, int partition) {
        List<Header> all = new ArrayList<>(headers.size() + 2);
        all.addAll(headers);
        link.forEach((name, text) -> all.add(new RecordHeader(name, text)));
        return new ProducerRecord<>(topic, partition, timestamp, key, value, all);
    }

    public EventEnvelope toEnvelope() {
        Map<String, byte[]> all = HashMap.newHashMap(headers.size() + 2);
        headers.forEach(header -> all.put(header.key(), header.value()));
        link.forEach(all::put);
        return CloudEventHeaders.read(root, all::get, value);
    }

    /** Size of the record in the log, an upper estimate. */
    public int bytes() {
        int bytes = OVERHEAD_PER_RECORD + OVERHEAD_OF_CHAIN + key.length + value.length;
        for (Header header : headers) {
            bytes += OVERHEAD_PER_HEADER + header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }

    /** The last header of that name counts, as Kafka has it. */
    private static String text(List<Header> headers, String name) {
        for (Header header : headers.reversed()) {
            if (header.key().equals(name)) {
                byte[] value = header.value();
                if (value != null) {
                    return new String(value, UTF_8);
                }
                break;
            }
        }
        throw new IllegalArgumentException("record without header " + name);
    }
}
