package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.kafka.TransactionRun.Decision;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** The log of one partition: records and markers, each at an offset. */
public final class PartitionLog {
    private final TopicPartition partition;
    private final List<Entry> entries = new ArrayList<>();
    private int stable;
    private long formerEnd = Long.MAX_VALUE;
    private long formerStable = Long.MAX_VALUE;

    /** A record, or, without one, the marker that ends its transaction. */
    private record Entry(TransactionRun run, @Nullable ProducerRecord<byte[], byte[]> record) {}

    /** Records of a fetch, and where to go on. */
    record Fetched(List<ConsumerRecord<byte[], byte[]>> records, long next) {
        @Override
        public String toString() {
            return records.size() + " records, next " + next;
        }
    }

    PartitionLog(TopicPartition partition) {
        this.partition = partition;
    }

    /** Appends a batch of a transaction, unless it is there already; offset of its first record. */
    long append(TransactionRun run, List<ProducerRecord<byte[], byte[]>> records) {
        if (run.written(partition) < 0) {
            run.wrote(partition, entries.size());
            records.forEach(record -> entries.add(new Entry(run, record)));
        }
        return run.written(partition);
    }

    /** The brokers lose what they acknowledged: the last entries, records and markers alike. */
    public void lose(int last) {
        entries.subList(entries.size() - last, entries.size()).clear();
        stable = Math.min(stable, entries.size());
    }

    void mark(TransactionRun run) {
        entries.add(new Entry(run, null));
        run.unmarked().remove(partition);
    }

    /** The high watermark: the offset that the next entry gets. */
    public long end() {
        return entries.size();
    }

    /** The last stable offset: everything before it is decided, and marked. */
    long stable() {
        while (stable < entries.size() && !entries.get(stable).run().unmarked().contains(partition)) {
            stable++;
        }
        return stable;
    }

    /** The leader is replaced just now: the former one knows nothing of what comes. */
    void replaceLeader() {
        formerEnd = end();
        formerStable = stable();
    }

    /** What the former leader takes for the high watermark. */
    long formerEnd() {
        return Math.min(formerEnd, end());
    }

    /** What the former leader takes for the last stable offset. */
    long formerStable() {
        return Math.min(formerStable, stable());
    }

    /**
     * What a reader of committed records gets.
     *
     * @param end what the leader takes for the last stable offset
     */
    Fetched fetch(long from, int max, long end) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        long next = from;
        while (next < end && found.size() < max) {
            committed(next).ifPresent(found::add);
            next++;
        }
        return new Fetched(found, next);
    }

    /** The records of a transaction, in order. */
    List<ConsumerRecord<byte[], byte[]>> of(TransactionRun run) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        for (int offset = run.written(partition).intValue(); offset < entries.size(); offset++) {
            ProducerRecord<byte[], byte[]> record = entries.get(offset).record();
            if (entries.get(offset).run() != run || record == null) {
                break;
            }
            found.add(read(record, offset));
        }
        return found;
    }

    /** Every committed record before an offset, marked or not, in order. */
    public List<ConsumerRecord<byte[], byte[]>> committedBefore(long end) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        for (long offset = 0; offset < Math.min(end, end()); offset++) {
            committed(offset).ifPresent(found::add);
        }
        return found;
    }

    /** The offset after the last committed record. */
    public long committedEnd() {
        long end = end();
        while (end > 0 && committed(end - 1).isEmpty()) {
            end--;
        }
        return end;
    }

    /** The record at an offset, if there is one whose transaction was committed. */
    public java.util.Optional<ConsumerRecord<byte[], byte[]>> committed(long offset) {
        if (offset < 0 || offset >= entries.size()) {
            return java.util.Optional.empty();
        }
        Entry entry = entries.get((int) offset);
        ProducerRecord<byte[], byte[]> record = entry.record();
        return record == null || entry.run().decision() != Decision.COMMIT
                ? java.util.Optional.empty()
                : java.util.Optional.of(read(record, offset));
    }

    private ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> record, long offset) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                record.key().length,
                record.value() == null ? ConsumerRecord.NULL_SIZE : record.value().length,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers().toArray()),
                java.util.Optional.empty());
    }
}
