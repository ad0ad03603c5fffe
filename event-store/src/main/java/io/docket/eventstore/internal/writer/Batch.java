package io.docket.eventstore.internal.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    private final SentRecords sent = new SentRecords();
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

    /** What was sent. */
    SentRecords sent() {
        return sent;
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
