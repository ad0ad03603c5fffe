package io.docket.eventstore.internal.writer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one transactional producer of an instance. Each producer that takes the place of one before has a term of its own.
 * Used by one thread at a time.
 */
final class InstanceProducer {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceProducer.class);

    private final String events;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;
    private long term;

    /** @param events topic of the events, whose partitions the group owns */
    InstanceProducer(String events, Supplier<Producer<byte[], byte[]>> producers) {
        this.events = events;
        this.producers = producers;
    }

    /** Ends what a former producer left open, unless the present one still works; its term. */
    long open() {
        if (producer == null) {
            Producer<byte[], byte[]> fresh = producers.get();
            try {
                fresh.initTransactions();
            } catch (RuntimeException | Error e) {
                close(fresh, Duration.ZERO);
                throw e;
            }
            producer = fresh;
            term++;
            LOG.info("event=producer-opened topic={} term={}", events, term);
        }
        return term;
    }

    boolean isOpen(long ofTerm) {
        return producer != null && term == ofTerm;
    }

    /**
     * Writes and commits one transaction. Everything is acknowledged before the commit is asked for: only a failure of
     * the commit itself leaves it open whether it took place.
     *
     * @param member as whom this instance owns the partitions; the coordinator refuses the offsets of any other
     * @throws NotCommittedException if it failed before
     * @throws KafkaException if it is not known to be committed: it may be, or not
     */
    void commit(List<Batch> batches, ConsumerGroupMetadata member) {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            throw new NotCommittedException("there is no producer");
        }
        try {
            current.beginTransaction();
            batches.forEach(batch -> batch.send(current));
            // before the offsets: whatever the group took is in the log, and a new owner reads past it
            current.flush();
            current.sendOffsetsToTransaction(offsets(batches), member);
            batches.forEach(batch -> batch.sent().requireTaken());
        } catch (RuntimeException e) {
            NotCommittedException reason =
                    new NotCommittedException(e, batches.stream().map(Batch::sent));
            abort(current, reason);
            throw reason;
        }
        try {
            current.commitTransaction();
        } catch (RuntimeException | Error e) {
            close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Writes records and takes them back. The leaders in office acknowledge them, and everything that was acknowledged before
     * stands before them.
     *
     * @return the offsets behind them
     * @throws KafkaException if they were not taken
     */
    Map<TopicPartition, Long> mark(List<ProducerRecord<byte[], byte[]>> marks) {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            throw new KafkaException("there is no producer");
        }
        SentRecords sent = new SentRecords();
        try {
            current.beginTransaction();
            marks.forEach(mark -> sent.add(current.send(mark)));
            current.flush();
            sent.requireTaken();
        } catch (RuntimeException e) {
            abort(current, new NotCommittedException(e, Stream.of(sent)));
            throw e;
        }
        takeBack(current);
        if (producer == null) {
            throw new KafkaException("marks were not taken back");
        }
        return sent.ends();
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(List<Batch> batches) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        batches.forEach(batch -> offsets.put(new TopicPartition(events, batch.partition()), batch.noted()));
        return offsets;
    }

    private void abort(Producer<byte[], byte[]> current, NotCommittedException reason) {
        if (reason.leavesProducerUseless()) {
            close(Duration.ZERO);
        } else {
            takeBack(current);
        }
    }

    /** Keeps the producer if it can go on. */
    private void takeBack(Producer<byte[], byte[]> current) {
        try {
            current.abortTransaction();
        } catch (RuntimeException e) {
            LOG.info("event=producer-given-up topic={} term={} reason=\"{}\"", events, term, e.toString());
            close(Duration.ZERO);
        }
    }

    void close(Duration atMost) {
        Producer<byte[], byte[]> current = producer;
        producer = null;
        if (current != null) {
            close(current, atMost);
        }
    }

    private void close(Producer<byte[], byte[]> old, Duration atMost) {
        try {
            old.close(atMost);
        } catch (KafkaException e) {
            LOG.debug("event=producer-close-failed topic={}", events, e);
        }
    }
}
