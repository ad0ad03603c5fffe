package io.docket.eventstore.internal.owners;

import org.apache.kafka.clients.producer.Producer;

/** Publishes who owns a partition, with the owner's own fenced producer: nobody else's word is ever committed. */
public interface Announcer {
    /** Publishes nothing. */
    Announcer NONE = new Announcer() {
        @Override
        public void announce(Producer<byte[], byte[]> producer, int partition) {
            // an instance that nobody can reach has nothing to say
        }

        @Override
        public void withdraw(Producer<byte[], byte[]> producer, int partition) {
            // nothing was said
        }
    };

    /**
     * Says that this instance owns the partition from now on.
     *
     * @throws org.apache.kafka.common.KafkaException if it is not known to be committed
     */
    void announce(Producer<byte[], byte[]> producer, int partition);

    /** Says that nobody owns the partition. Nothing depends on it, so a failure is only logged. */
    void withdraw(Producer<byte[], byte[]> producer, int partition);
}
