package io.docket.eventstore.internal.owners;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.Owner;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OwnershipRecordTest {
    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05.006Z");

    private static ConsumerRecord<byte[], byte[]> atOffset(long offset, ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(sent.topic(), sent.partition(), offset, sent.key(), sent.value());
    }

    @Test
    void an_owner_is_read_back_with_the_offset_as_its_term() {
        OwnershipRecord said = new OwnershipRecord("i-1", "10.0.0.7:9090", SINCE);

        assertThat(OwnershipRecord.read(atOffset(41, said.toKafka("owners", 3))))
                .contains(new Owner(3, "i-1", "10.0.0.7:9090", 41, SINCE));
    }

    @Test
    void a_tombstone_is_nobody() {
        assertThat(OwnershipRecord.read(atOffset(42, OwnershipRecord.nobody("owners", 3))))
                .isEmpty();
    }
}
