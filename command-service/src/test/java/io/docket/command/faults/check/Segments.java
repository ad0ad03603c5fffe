package io.docket.command.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/**
 * A partition as it lies on a broker's disk, with everything that was taken back: it tells which producer has written what,
 * which no consumer is told.
 */
final class Segments {
    private static final ByteBuffer MARK = ByteBuffer.wrap("mark".getBytes(UTF_8));

    private final NavigableMap<Long, Batch> batches = new TreeMap<>();

    private Segments() {}

    /**
     * Records that were written together. A producer has another epoch in each transaction.
     *
     * @param first offset of the first
     * @param last offset of the last
     * @param producer id of the producer
     * @param epoch its epoch
     * @param mark true if it is what a new owner writes to see the end of the log
     */
    record Batch(long first, long last, long producer, int epoch, boolean mark) {}

    /** The partition in a broker's data folder. */
    static Segments in(Path data, String topic, int partition) throws IOException {
        Segments found = new Segments();
        try (Stream<Path> files = Files.list(data.resolve(topic + "-" + partition))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                found.read(file);
            }
        }
        return found;
    }

    private void read(Path file) throws IOException {
        try (FileRecords records = FileRecords.open(file.toFile(), false)) {
            for (RecordBatch batch : records.batches()) {
                if (!batch.isControlBatch()) {
                    batches.put(
                            batch.baseOffset(),
                            new Batch(
                                    batch.baseOffset(),
                                    batch.lastOffset(),
                                    batch.producerId(),
                                    batch.producerEpoch(),
                                    isMark(batch)));
                }
            }
        }
    }

    private static boolean isMark(RecordBatch batch) {
        for (Record record : batch) {
            if (!MARK.equals(record.key())) {
                return false;
            }
        }
        return true;
    }

    /** The batch that holds a record. */
    Batch at(long offset) {
        var entry = batches.floorEntry(offset);
        if (entry == null || entry.getValue().last() < offset) {
            throw new IllegalStateException("offset " + offset + " is not on the disk");
        }
        return entry.getValue();
    }

    /** The last mark of a producer before one of its transactions. */
    Batch markBefore(Batch transaction) {
        return batches.values().stream()
                .filter(batch -> batch.mark() && batch.producer() == transaction.producer())
                .filter(batch -> batch.epoch() < transaction.epoch())
                .max(Comparator.comparingInt(Batch::epoch))
                .orElseThrow(() -> new IllegalStateException("no mark before " + transaction));
    }
}
