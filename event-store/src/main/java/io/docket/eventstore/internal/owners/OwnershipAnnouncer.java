package io.docket.eventstore.internal.owners;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes what this instance owns to the topic of the owners. */
public final class OwnershipAnnouncer implements Announcer {
    private final String topic;
    private final String instance;
    private final String address;
    private final InstantSource clock;

    /**
     * @param topic topic of the owners
     * @param instance name of this instance in its group
     * @param address where other instances reach this one
     */
    public OwnershipAnnouncer(String topic, String instance, String address, InstantSource clock) {
        this.topic = topic;
        this.instance = instance;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public Optional<ProducerRecord<byte[], byte[]>> announcement(int partition) {
        OwnershipRecord mine =
                new OwnershipRecord(instance, address, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return Optional.of(mine.toKafka(topic, partition));
    }

    @Override
    public Optional<ProducerRecord<byte[], byte[]>> withdrawal(int partition) {
        return Optional.of(OwnershipRecord.nobody(topic, partition));
    }
}
