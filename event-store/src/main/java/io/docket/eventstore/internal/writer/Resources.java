package io.docket.eventstore.internal.writer;

import io.docket.eventstore.internal.index.PartitionIndex;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index and the producer of a partition, opened and closed by its writer; the index is read by others as well. */
final class Resources {
    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private final int partition;
    private final WriterContext context;
    private volatile @Nullable PartitionIndex index;
    private @Nullable Producer<byte[], byte[]> producer;

    Resources(int partition, WriterContext context) {
        this.partition = partition;
        this.context = context;
    }

    /** The index if it is open. */
    @Nullable
    PartitionIndex index() {
        return index;
    }

    PartitionIndex openIndex() {
        PartitionIndex current = index;
        if (current == null) {
            current = context.indexes().open(context.identity().ofIndex(partition));
            index = current;
        }
        return current;
    }

    void closeIndex() {
        PartitionIndex current = index;
        index = null;
        if (current != null) {
            current.close();
        }
    }

    void dropIndex() {
        closeIndex();
        context.indexes().drop(partition);
    }

    /** A producer that has fenced every other one of this partition. */
    Producer<byte[], byte[]> newProducer() {
        closeProducer(Duration.ZERO);
        Producer<byte[], byte[]> current = context.clients().writer(partition);
        producer = current;
        current.initTransactions();
        return current;
    }

    void closeProducer(Duration atMost) {
        Producer<byte[], byte[]> current = producer;
        producer = null;
        if (current != null) {
            try {
                current.close(atMost);
            } catch (KafkaException e) {
                LOG.debug("event=producer-close-failed partition={}", partition, e);
            }
        }
    }
}
