package io.docket.projection.history.lake;

import io.docket.contracts.chain.ChainHead;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.history.parquet.EventParquetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lake, read through its manifests. One segment of each reader is on local disk at a time. */
final class StoredLake implements LakeReader {
    private final LakeObjects objects;
    private final LakeCatalog catalog;
    private final Path folder;

    StoredLake(LakeObjects objects, String topicId, Path folder) {
        this.objects = objects;
        this.catalog = new LakeCatalog(objects, new LakeKeys(topicId));
        this.folder = folder;
    }

    @Override
    public OptionalLong beginning(int partition) {
        Optional<Segment> first = catalog.holding(partition, 0);
        return first.isPresent() ? OptionalLong.of(first.get().firstOffset()) : OptionalLong.empty();
    }

    @Override
    public OptionalLong end(int partition) {
        Optional<Segment> last = catalog.last(partition);
        return last.isPresent() ? OptionalLong.of(last.get().lastOffset() + 1) : OptionalLong.empty();
    }

    @Override
    public Optional<ChainHead> head(int partition) {
        return catalog.last(partition).map(last -> last.after().chain());
    }

    @Override
    public Events events(int partition, long from) {
        return new SegmentEvents(partition, from);
    }

    private final class SegmentEvents implements Events {
        private final int partition;
        private long from;
        private @Nullable Segment segment;
        private @Nullable Path file;
        private @Nullable EventParquetReader reader;
        private @Nullable StoredEvent next;

        SegmentEvents(int partition, long from) {
            this.partition = partition;
            this.from = from;
        }

        @Override
        public boolean hasNext() {
            while (next == null) {
                if (reader != null && reader.hasNext()) {
                    StoredEvent event = reader.next();
                    next = event.position().offset() < from ? null : event;
                } else if (!advance()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public StoredEvent next() {
            StoredEvent event = hasNext() ? next : null;
            if (event == null) {
                throw new NoSuchElementException();
            }
            next = null;
            from = event.position().offset() + 1;
            return event;
        }

        /** Goes on with the next segment; false if there is none. */
        private boolean advance() {
            Segment before = segment;
            long begin = before == null ? from : before.lastOffset() + 1;
            Optional<Segment> following = catalog.holding(partition, begin);
            if (following.isEmpty()) {
                return false;
            }
            Segment found = following.get();
            if (before != null && !before.after().equals(found.before())) {
                throw new BrokenLogException("the lake has a gap before " + found.object());
            }
            close();
            open(found);
            segment = found;
            return true;
        }

        private void open(Segment found) {
            try {
                Path fetched = folder.resolve("read-" + UUID.randomUUID() + ".parquet");
                file = fetched;
                objects.fetch(found.object(), fetched);
                if (!FileSum.of(fetched).equals(new FileSum(found.bytes(), found.sha256()))) {
                    throw new BrokenLogException("the lake's " + found.object() + " is not what its manifest says");
                }
                reader = EventParquetReader.open(fetched);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                if (reader != null) {
                    reader.close();
                    reader = null;
                }
                if (file != null) {
                    Files.deleteIfExists(file);
                    file = null;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
