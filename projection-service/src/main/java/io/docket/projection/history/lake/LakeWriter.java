package io.docket.projection.history.lake;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.RecordLink;
import io.docket.projection.history.parquet.EventParquetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes closed segments, one after the other: file, then manifest.
 *
 * <pre>
 *   look for the end of the segment ──> local file ──> object ──> manifest ──> the next one
 * </pre>
 *
 * Whatever ends it in between, the next writer begins after the last manifest, comes to the same end and to the same names.
 * An object that is there already is compared, not written again; of two writers one adds the manifest, and the other
 * goes on after it. Used by one thread.
 */
final class LakeWriter implements AutoCloseable {
    private final LakeLog log;
    private final LakeLog.Name name;
    private final LakeObjects objects;
    private final LakeKeys keys;
    private final LakeCatalog catalog;
    private final SegmentBounds.Limits limits;
    private final Path folder;
    private final Map<Integer, LakeLog.Partition> readers = new HashMap<>();
    private final Map<Integer, SegmentBounds> open = new HashMap<>();
    private final Map<Integer, Long> lags = new HashMap<>();

    LakeWriter(LakeLog log, LakeObjects objects, SegmentBounds.Limits limits, Path folder) {
        this.log = log;
        this.name = log.name();
        this.objects = objects;
        this.keys = new LakeKeys(name.topicId());
        this.catalog = new LakeCatalog(objects, keys);
        this.limits = limits;
        this.folder = folder;
    }

    /**
     * Writes the next segment of a partition if it is closed; empty if it is not, or another writer was faster.
     *
     * @throws BrokenLogException if the log does not go on where the lake ends
     */
    Optional<Segment> next(int number) throws IOException {
        LakeLog.Partition partition = readers.computeIfAbsent(number, log::open);
        try {
            return next(number, partition);
        } catch (IOException | RuntimeException failure) {
            close(number);
            throw failure;
        }
    }

    private Optional<Segment> next(int number, LakeLog.Partition partition) throws IOException {
        SegmentBounds bounds = open.get(number);
        if (bounds == null) {
            bounds = begin(number, partition);
            if (bounds == null) {
                return Optional.empty();
            }
            open.put(number, bounds);
        }
        long end = partition.end();
        Iterator<LoggedRecord> records = partition.records(bounds.next(), end);
        while (!bounds.closed() && records.hasNext()) {
            bounds.add(records.next());
        }
        lags.put(number, Math.max(0, end - bounds.from()));
        if (!bounds.closed()) {
            return Optional.empty();
        }
        open.remove(number);
        Segment last = catalog.last(number).orElse(null);
        boolean overtaken = last != null && last.lastOffset() >= bounds.from();
        return overtaken ? Optional.empty() : write(number, last, bounds, partition);
    }

    /**
     * The next segment, right behind the last one: the log may begin further on, as marks of transactions take offsets too, if
     * its first record says that it follows. Absent as long as the log has no record there.
     */
    private @Nullable SegmentBounds begin(int number, LakeLog.Partition partition) {
        long beginning = partition.beginning();
        Segment last = catalog.last(number).orElse(null);
        long from = last == null ? beginning : last.lastOffset() + 1;
        if (last == null || from >= beginning) {
            return new SegmentBounds(from, limits);
        }
        Iterator<LoggedRecord> records = partition.records(beginning, partition.end());
        if (!records.hasNext()) {
            return null;
        }
        if (!last.isFollowedBy(RecordLink.of(records.next()).link())) {
            throw new BrokenLogException("the log of partition " + number + " begins with offset " + beginning
                    + ", the lake ends before " + from + ": what lies between is lost");
        }
        return new SegmentBounds(beginning, limits);
    }

    /** Offsets of a partition that were not in the lake at the last look. */
    long lag(int number) {
        return lags.getOrDefault(number, 0L);
    }

    /** Forgets all partitions but these. */
    void keep(Set<Integer> numbers) {
        Set.copyOf(readers.keySet()).stream()
                .filter(number -> !numbers.contains(number))
                .forEach(this::close);
    }

    private void close(int number) {
        open.remove(number);
        lags.remove(number);
        LakeLog.Partition reader = readers.remove(number);
        if (reader != null) {
            reader.close();
        }
    }

    @Override
    public void close() {
        keep(Set.of());
    }

    private Optional<Segment> write(
            int number, @Nullable Segment last, SegmentBounds bounds, LakeLog.Partition partition) throws IOException {
        Path file = Files.createTempFile(folder, "segment-", ".parquet");
        try {
            ChainHead before = last == null ? null : last.after().chain();
            SegmentFile.Written written = SegmentFile.write(
                    partition.records(bounds.first(), bounds.last() + 1),
                    before,
                    ChainHead.genesis(name.topic(), number),
                    file);
            String key = keys.data(number, bounds.first(), bounds.last());
            FileSum sum = FileSum.of(file);
            if (!objects.create(key, file)) {
                sum = existing(key, file, sum);
            }
            Segment segment = new Segment(
                    Segment.FORMAT,
                    name.topic(),
                    name.topicId(),
                    number,
                    bounds.first(),
                    bounds.last(),
                    written.records(),
                    written.events(),
                    written.oldest(),
                    written.newest(),
                    Segment.Head.of(written.before()),
                    Segment.Head.of(written.after()),
                    key,
                    sum.bytes(),
                    sum.sha256());
            return catalog.add(segment) ? Optional.of(segment) : Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** What an object is that a writer before has left: other bytes only if they are the same events. */
    private FileSum existing(String key, Path ours, FileSum sum) throws IOException {
        Path theirs = folder.resolve(ours.getFileName() + ".existing");
        try {
            objects.fetch(key, theirs);
            FileSum found = FileSum.of(theirs);
            if (!found.equals(sum) && !EventParquetReader.sameEvents(ours, theirs)) {
                throw new BrokenLogException("the lake has other events in " + key + " than the log");
            }
            return found;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(theirs);
        }
    }
}
