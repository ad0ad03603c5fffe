package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of the indexes, one sub-folder a partition. Opens what is valid and drops what is not. A seam for tests. */
public class IndexFolder {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

    /** Parts of RocksDB's messages for failures that a new index would have as well. */
    private static final List<String> NOT_THE_DATA = List.of(
            "While lock file",
            "lock hold by current process",
            "No space left on device",
            "Disk quota exceeded",
            "Read-only file system",
            "Permission denied",
            "Too many open files",
            "Cannot allocate memory",
            "Input/output error");

    private final Path folder;
    private final IndexMemory memory;
    private final Duration outcomeWindow;
    private final InstantSource clock;
    private WarmIndexes warm = WarmIndexes.NONE;

    public IndexFolder(Path folder, IndexMemory memory, Duration outcomeWindow, InstantSource clock) {
        this.folder = folder;
        this.memory = memory;
        this.outcomeWindow = outcomeWindow;
        this.clock = clock;
    }

    /** Says who keeps indexes warm; before the first is opened. */
    public void warmedBy(WarmIndexes newWarm) {
        warm = newWarm;
    }

    /** The index of a partition for its owner: the warm one, if somebody kept it open, else from disk. */
    public PartitionIndex open(IndexIdentity identity) {
        PartitionIndex taken = warm.take(identity.partition());
        return taken == null ? openFromDisk(identity) : taken;
    }

    /** Opens the index of a partition: an empty one, if there is none about this log that can be read. */
    public PartitionIndex openFromDisk(IndexIdentity identity) {
        Path path = of(identity.partition());
        try (Options options = memory.options()) {
            RocksDB db = usable(options, path, identity);
            return new PartitionIndex(identity.eventsTopic(), identity.partition(), db, outcomeWindow, clock);
        } catch (RocksDBException e) {
            throw new IndexException("index in " + path, e);
        } catch (IOException e) {
            throw new UncheckedIOException("index in " + path, e);
        }
    }

    /** The folder of a partition's index. */
    public Path of(int partition) {
        return folder.resolve(Integer.toString(partition));
    }

    /** Deletes the index of a partition, which must be closed. */
    public void drop(int partition) {
        try {
            delete(of(partition));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RocksDB usable(Options options, Path path, IndexIdentity identity) throws RocksDBException, IOException {
        Files.createDirectories(path);
        RocksDB found = isEmpty(path) ? null : found(options, path, identity);
        return found == null ? created(options, path, identity) : found;
    }

    /** What is there; null if it is about another log or cannot be read. */
    private static @Nullable RocksDB found(Options options, Path path, IndexIdentity identity) throws RocksDBException {
        RocksDB db = null;
        boolean valid = false;
        try {
            db = RocksDB.open(options, path.toString());
            valid = PartitionIndex.isAbout(db, identity);
            return valid ? db : null;
        } catch (RocksDBException e) {
            if (!isOfTheData(e)) {
                throw e;
            }
            LOG.warn("event=index-dropped path={} reason=\"{}\"", path, e.getMessage());
            return null;
        } finally {
            if (db != null && !valid) {
                db.close();
            }
        }
    }

    /** True unless a new index would not open either. */
    static boolean isOfTheData(RocksDBException failure) {
        return IndexException.isCorrupt(failure) || NOT_THE_DATA.stream().noneMatch(failure.getMessage()::contains);
    }

    private static RocksDB created(Options options, Path path, IndexIdentity identity)
            throws RocksDBException, IOException {
        delete(path);
        Files.createDirectories(path);
        RocksDB db = RocksDB.open(options, path.toString());
        try {
            db.put(PartitionIndex.IDENTITY, identity.text().getBytes(UTF_8));
        } catch (RocksDBException e) {
            db.close();
            throw e;
        }
        LOG.info("event=index-created partition={} path={}", identity.partition(), path);
        return db;
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> children;
        try (Stream<Path> walk = Files.walk(path)) {
            children = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path child : children) {
            Files.delete(child);
        }
    }
}
