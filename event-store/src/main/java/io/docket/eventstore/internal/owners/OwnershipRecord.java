package io.docket.eventstore.internal.owners;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import io.docket.eventstore.Owner;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The value of an ownership record, JSON. The term is not in it: it is the record's offset, which grows with every owner
 * without anybody having to count.
 *
 * @param instance name of the instance in its group
 * @param address where other instances reach it
 * @param since when it began
 */
record OwnershipRecord(String instance, String address, Instant since) {
    ProducerRecord<byte[], byte[]> toKafka(String topic, int partition) {
        return new ProducerRecord<>(topic, partition, key(partition), Json.bytes(this));
    }

    static ProducerRecord<byte[], byte[]> nobody(String topic, int partition) {
        return new ProducerRecord<>(topic, partition, key(partition), null);
    }

    /** The owner that a record names; empty if it says that there is none. */
    static Optional<Owner> read(ConsumerRecord<byte[], byte[]> kafka) {
        if (kafka.value() == null) {
            return Optional.empty();
        }
        OwnershipRecord said = Json.read(kafka.value(), OwnershipRecord.class);
        return Optional.of(new Owner(kafka.partition(), said.instance(), said.address(), kafka.offset(), said.since()));
    }

    private static byte[] key(int partition) {
        return Integer.toString(partition).getBytes(UTF_8);
    }
}
