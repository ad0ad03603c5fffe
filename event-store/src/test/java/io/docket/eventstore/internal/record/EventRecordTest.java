package io.docket.eventstore.internal.record;

import static io.docket.eventstore.Events.counted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.Events;
import io.docket.eventstore.internal.record.OutcomeRecord.EventRef;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventRecordTest {
    @Test
    void an_event_survives_the_way_through_the_log() {
        EventEnvelope event = counted("a~t", "a", 7);

        EventRecord read = EventRecord.of(received(EventRecord.of(event).toKafka("events", 3)));

        assertThat(read.toEnvelope()).usingRecursiveComparison().isEqualTo(event);
        assertThat(read.streamId()).isEqualTo("acme/account/a~t");
        assertThat(read.sequence()).isEqualTo(7);
        assertThat(read.root()).isEqualTo("a");
    }

    @Test
    void the_estimated_size_is_not_below_the_real_one() {
        EventRecord event = EventRecord.of(counted("a", 1));

        event = event.linked(ChainHead.genesis("events", 0).link());
        ProducerRecord<byte[], byte[]> kafka = event.toKafka("events", 0);

        int real = kafka.key().length + kafka.value().length;
        for (var header : kafka.headers()) {
            real += header.key().length() + header.value().length;
        }
        assertThat(event.bytes()).isGreaterThan(real);
    }

    @Test
    void its_digest_is_that_of_the_record_in_the_log_with_and_without_a_link() {
        EventRecord event = EventRecord.of(counted("a", 1));
        EventRecord linked = event.linked(ChainHead.genesis("events", 0).link());

        EventRecord read = EventRecord.of(received(linked.toKafka("events", 0)));

        assertThat(read.digest()).isEqualTo(event.digest());
        assertThat(read.link()).isEqualTo(linked.link());
    }

    @Test
    void a_header_that_is_there_twice_is_part_of_the_digest() {
        ProducerRecord<byte[], byte[]> kafka = EventRecord.of(counted("a", 1)).toKafka("events", 0);
        byte[] once = EventRecord.of(received(kafka)).digest();

        kafka.headers().add(kafka.headers().lastHeader("ce_actor"));

        assertThat(EventRecord.of(received(kafka)).digest()).isNotEqualTo(once);
    }

    @Test
    void a_record_without_the_envelope_is_not_an_event() {
        ConsumerRecord<byte[], byte[]> foreign =
                received(new ProducerRecord<>("events", 0, "key".getBytes(UTF_8), "{}".getBytes(UTF_8)));

        assertThatIllegalArgumentException().isThrownBy(() -> EventRecord.of(foreign));
    }

    @Test
    void a_record_with_a_time_that_is_none_is_not_an_event() {
        ProducerRecord<byte[], byte[]> kafka = EventRecord.of(counted("a", 1)).toKafka("events", 0);
        kafka.headers().remove("ce_time").add("ce_time", "yesterday".getBytes(UTF_8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventRecord.of(received(kafka)).toEnvelope());
    }

    @Test
    void a_record_without_key_or_status_is_not_an_outcome() {
        ProducerRecord<byte[], byte[]> kafka =
                new OutcomeRecord(Events.outcome("k"), Instant.EPOCH, null).toKafka("outcomes", 0);
        ProducerRecord<byte[], byte[]> keyless = new ProducerRecord<>("outcomes", 0, null, kafka.value());
        kafka.headers().remove("docket_status").add("docket_status", null);

        assertThatIllegalArgumentException().isThrownBy(() -> OutcomeRecord.of(received(kafka)));
        assertThatIllegalArgumentException().isThrownBy(() -> OutcomeRecord.of(received(keyless)));
    }

    @Test
    void an_outcome_survives_the_way_through_the_log() {
        OutcomeRecord outcome = new OutcomeRecord(
                Events.outcome("key/with/slashes"), Instant.ofEpochMilli(123), new EventRef("acme/account/a", 4));

        OutcomeRecord read = OutcomeRecord.of(received(outcome.toKafka("outcomes", 0)));

        assertThat(read).usingRecursiveComparison().isEqualTo(outcome);
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                sent.partition(),
                0,
                sent.timestamp() == null ? 0 : sent.timestamp(),
                TimestampType.CREATE_TIME,
                sent.key() == null ? ConsumerRecord.NULL_SIZE : sent.key().length,
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
