package io.docket.eventstore.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.eventstore.Outcome;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An outcome in the form of its Kafka record: key {@code <tenant>/<idempotency key>}, value the body.
 *
 * @param outcome what was answered
 * @param at when, to the millisecond
 * @param lastEvent the last event that was committed with it; {@code null} if there was none
 * @param key {@code <tenant>/<idempotency key>}
 */
public record OutcomeRecord(
        Outcome outcome, Instant at, @Nullable EventRef lastEvent, String key) {
    private static final String FINGERPRINT = "docket_fingerprint";
    private static final String STATUS = "docket_status";
    private static final String STREAM = "docket_stream";
    private static final String SEQUENCE = "docket_sequence";
    private static final int OVERHEAD = 200;

    /**
     * Names an event by its place in its stream.
     *
     * @param streamId the stream
     * @param sequence number in the stream, from 1
     */
    public record EventRef(String streamId, long sequence) {}

    public OutcomeRecord(Outcome outcome, Instant at, @Nullable EventRef lastEvent) {
        this(outcome, at, lastEvent, outcome.tenant() + "/" + outcome.key());
    }

    /**
     * Reads a record of the log.
     *
     * @throws IllegalArgumentException if it is not an outcome
     */
    public static OutcomeRecord of(ConsumerRecord<byte[], byte[]> kafka) {
        if (kafka.key() == null) {
            throw new IllegalArgumentException("outcome without a key");
        }
        String key = new String(kafka.key(), UTF_8);
        int slash = key.indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("outcome with key " + key);
        }
        Headers headers = kafka.headers();
        Header stream = headers.lastHeader(STREAM);
        Outcome outcome = new Outcome(
                key.substring(0, slash),
                key.substring(slash + 1),
                text(headers, FINGERPRINT),
                Integer.parseInt(text(headers, STATUS)),
                kafka.value());
        EventRef lastEvent =
                stream == null ? null : new EventRef(text(headers, STREAM), Long.parseLong(text(headers, SEQUENCE)));
        return new OutcomeRecord(outcome, Instant.ofEpochMilli(kafka.timestamp()), lastEvent);
    }

    public ProducerRecord<byte[], byte[]> toKafka(String topic, int partition) {
        ProducerRecord<byte[], byte[]> kafka =
                new ProducerRecord<>(topic, partition, at.toEpochMilli(), key.getBytes(UTF_8), outcome.body());
        Headers headers = kafka.headers();
        headers.add(FINGERPRINT, outcome.fingerprint().getBytes(UTF_8));
        headers.add(STATUS, Integer.toString(outcome.status()).getBytes(UTF_8));
        if (lastEvent != null) {
            headers.add(STREAM, lastEvent.streamId().getBytes(UTF_8));
            headers.add(SEQUENCE, Long.toString(lastEvent.sequence()).getBytes(UTF_8));
        }
        return kafka;
    }

    /** Size of the record in the log, an upper estimate. */
    public int bytes() {
        int chars = key.length() + outcome.fingerprint().length();
        int stream = lastEvent == null ? 0 : lastEvent.streamId().length();
        return OVERHEAD + (chars + stream) * 3 + outcome.body().length;
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("outcome without header " + name);
        }
        return new String(header.value(), UTF_8);
    }
}
