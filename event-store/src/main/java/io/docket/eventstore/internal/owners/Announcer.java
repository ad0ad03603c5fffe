package io.docket.eventstore.internal.owners;

import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the owner of a partition publishes, in its own transactions: nobody else's word is ever committed. */
public interface Announcer {
    /** Publishes nothing. */
    Announcer NONE = new Announcer() {
        @Override
        public Optional<ProducerRecord<byte[], byte[]>> announcement(int partition) {
            return Optional.empty();
        }

        @Override
        public Optional<ProducerRecord<byte[], byte[]>> withdrawal(int partition) {
            return Optional.empty();
        }
    };

    /** Says that this instance owns the partition from now on. */
    Optional<ProducerRecord<byte[], byte[]>> announcement(int partition);

    /** Says that nobody owns the partition. */
    Optional<ProducerRecord<byte[], byte[]>> withdrawal(int partition);
}
