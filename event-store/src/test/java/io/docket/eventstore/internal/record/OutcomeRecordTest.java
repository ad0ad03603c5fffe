package io.docket.eventstore.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.Outcome;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Outcomes as they lie in the log: what a build writes the next one reads, for as long as keys are known. */
class OutcomeRecordTest {
    private static final byte[] KEY = "acme/order/7-ü".getBytes(UTF_8);
    private static final byte[] BODY = {'{', '"', 'v', '"', ':', '3', '}', 0, (byte) 0xFF};
    private static final long MILLIS = 1_796_025_600_123L;

    private static final OutcomeRecord WITH_EVENTS = new OutcomeRecord(
            new Outcome("acme", "order/7-ü", "sha256 of a payload, käse", 201, BODY),
            Instant.ofEpochMilli(MILLIS),
            new EventRef("acme/account/straße", 12));

    private static final List<String> HEADERS = List.of(
            "docket_fingerprint=sha256 of a payload, käse",
            "docket_status=201",
            "docket_stream=acme/account/straße",
            "docket_sequence=12");

    @Test
    void an_outcome_is_written_as_it_always_was() {
        ProducerRecord<byte[], byte[]> kafka = WITH_EVENTS.toKafka("docket.outcomes", 3);

        assertThat(kafka.key()).isEqualTo(KEY);
        assertThat(kafka.value()).isEqualTo(BODY);
        assertThat(kafka.timestamp()).isEqualTo(MILLIS);
        assertThat(texts(kafka)).isEqualTo(HEADERS);
    }

    @Test
    void an_outcome_without_events_names_none() {
        OutcomeRecord alone = new OutcomeRecord(WITH_EVENTS.outcome(), WITH_EVENTS.at(), null);

        assertThat(texts(alone.toKafka("docket.outcomes", 3))).isEqualTo(HEADERS.subList(0, 2));
    }

    @Test
    void an_outcome_that_a_former_build_wrote_is_read() {
        OutcomeRecord read = OutcomeRecord.of(stored(HEADERS));
        OutcomeRecord alone = OutcomeRecord.of(stored(HEADERS.subList(0, 2)));

        assertThat(read).usingRecursiveComparison().isEqualTo(WITH_EVENTS);
        assertThat(alone.lastEvent()).isNull();
    }

    private static List<String> texts(ProducerRecord<byte[], byte[]> kafka) {
        List<String> texts = new ArrayList<>();
        kafka.headers().forEach(header -> texts.add(header.key() + "=" + new String(header.value(), UTF_8)));
        return texts;
    }

    private static ConsumerRecord<byte[], byte[]> stored(List<String> texts) {
        RecordHeaders headers = new RecordHeaders();
        for (String text : texts) {
            String[] parts = text.split("=", 2);
            headers.add(parts[0], parts[1].getBytes(UTF_8));
        }
        return new ConsumerRecord<>(
                "docket.outcomes",
                3,
                17,
                MILLIS,
                TimestampType.CREATE_TIME,
                KEY.length,
                BODY.length,
                KEY,
                BODY,
                headers,
                Optional.empty());
    }
}
