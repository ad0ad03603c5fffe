package io.docket.eventstore.internal.owners;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what this instance owns to the topic of the owners, in a transaction of its own. */
public final class OwnershipAnnouncer implements Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(OwnershipAnnouncer.class);

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
    public void announce(Producer<byte[], byte[]> producer, int partition) {
        OwnershipRecord mine =
                new OwnershipRecord(instance, address, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        commit(producer, mine.toKafka(topic, partition));
        LOG.info("event=ownership-published partition={} address={}", partition, address);
    }

    @Override
    public void withdraw(Producer<byte[], byte[]> producer, int partition) {
        try {
            commit(producer, OwnershipRecord.nobody(topic, partition));
            LOG.info("event=ownership-withdrawn partition={}", partition);
        } catch (KafkaException e) {
            LOG.warn("event=ownership-not-withdrawn partition={} reason=\"{}\"", partition, e.toString());
        }
    }

    private static void commit(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> said) {
        producer.beginTransaction();
        producer.send(said);
        producer.commitTransaction();
    }
}
