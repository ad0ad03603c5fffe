package io.docket.eventstore.internal.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What one partition brings into a shared transaction: its records, the offset that the group notes for it, and what
 * became of both. Filled by the partition's thread, sent by the one that commits, then the partition's again.
 */
final class Batch {
    private final int partition;
    private final long term;
    private final OffsetAndMetadata noted;
    private final BooleanSupplier lost;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private int appends;
    private long bytes;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /**
     * @param partition the partition
     * @param term term of the producer that it was made for
     * @param noted how far the partition's index has come, and the transactional id of the partition's writer
     * @param lost whether the partition was given away since
     */
    Batch(int partition, long term, OffsetAndMetadata noted, BooleanSupplier lost) {
        this.partition = partition;
        this.term = term;
        this.noted = noted;
        this.lost = lost;
    }

    int partition() {
        return partition;
    }

    long term() {
        return term;
    }

    OffsetAndMetadata noted() {
        return noted;
    }

    boolean lost() {
        return lost.getAsBoolean();
    }

    /** Adds a record; its number. */
    int add(ProducerRecord<byte[], byte[]> record) {
        records.add(record);
        return records.size() - 1;
    }

    /** Counts an append whose records are in the batch. */
    void count(PendingAppend append) {
        appends++;
        bytes += append.bytes();
    }

    int appends() {
        return appends;
    }

    int records() {
        return records.size();
    }

    long bytes() {
        return bytes;
    }

    void send(Producer<byte[], byte[]> producer) {
        records.forEach(record -> sent.add(producer.send(record)));
    }

    /**
     * Offset of a record that was sent.
     *
     * @throws KafkaException if the broker did not take it
     */
    long offset(int number) {
        try {
            return sent.get(number).get().offset();
        } catch (ExecutionException e) {
            throw new KafkaException("record was not taken: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /** Throws if the broker did not take all records; they were flushed before. */
    void requireTaken() {
        for (int number = 0; number < sent.size(); number++) {
            offset(number);
        }
    }

    void end(@Nullable RuntimeException newFailure) {
        ended = true;
        failure = newFailure;
    }

    boolean ended() {
        return ended;
    }

    @Nullable
    RuntimeException failure() {
        return failure;
    }
}
