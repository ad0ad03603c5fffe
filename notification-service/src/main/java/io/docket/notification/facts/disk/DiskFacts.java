package io.docket.notification.facts.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.notification.facts.FactStore;
import io.docket.notification.facts.FactsUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Facts in a folder of their own, which is made when the first is kept and removed at the end. What another run has left in
 * it is removed; one that another process uses is refused.
 */
public final class DiskFacts implements FactStore {
    private static final Logger LOG = Logger.getLogger(DiskFacts.class);
    private static final byte VALUE = 'v';
    private static final byte ASSIGNMENT = 'a';
    private static final byte END_OF_ENTITY = 0;
    private static final byte NOBODY = 0;
    private static final byte SOMEBODY = 1;

    private final Path folder;
    private @Nullable RocksOptions options;
    private @Nullable RocksDB db;
    private boolean closed;

    /** A store that is opened when it is first needed. */
    public DiskFacts(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void keep(String key, byte[] value) {
        put(valueKey(key), value);
    }

    @Override
    public synchronized byte @Nullable [] find(String key) {
        try {
            return open().get(valueKey(key));
        } catch (RocksDBException | IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public synchronized void keepAssignment(String entity, long offset, @Nullable String assignee) {
        byte[] name = assignee == null ? new byte[0] : assignee.getBytes(UTF_8);
        byte[] value = ByteBuffer.allocate(1 + name.length)
                .put(assignee == null ? NOBODY : SOMEBODY)
                .put(name)
                .array();
        put(assignmentKey(entity, offset), value);
    }

    @Override
    public synchronized @Nullable String assigneeBefore(String entity, long offset) {
        if (offset <= 0) {
            return null;
        }
        byte[] wanted = assignmentKey(entity, offset - 1);
        try (RocksIterator iterator = open().newIterator()) {
            iterator.seekForPrev(wanted);
            iterator.status();
            if (!iterator.isValid()) {
                return null;
            }
            byte[] found = iterator.key();
            int entityEnd = wanted.length - Long.BYTES;
            byte[] value = iterator.value();
            boolean same = found.length == wanted.length && Arrays.equals(found, 0, entityEnd, wanted, 0, entityEnd);
            return same && value[0] == SOMEBODY ? new String(value, 1, value.length - 1, UTF_8) : null;
        } catch (RocksDBException | IOException e) {
            throw unavailable(e);
        }
    }

    /** Closes the store and removes its folder. */
    @Override
    public synchronized void close() {
        closed = true;
        RocksOptions used = options;
        if (used != null) {
            options = null;
            remove(used);
            used.close();
        }
    }

    private void remove(RocksOptions used) {
        if (db == null) {
            return;
        }
        db.close();
        db = null;
        try {
            RocksDB.destroyDB(folder.toString(), used.options);
            Files.deleteIfExists(folder);
        } catch (RocksDBException | IOException e) {
            LOG.warnf("facts=remove folder=%s outcome=failed error=%s", folder, e.toString());
        }
    }

    private void put(byte[] key, byte[] value) {
        try {
            RocksDB store = open();
            if (options != null) {
                store.put(options.writes, key, value);
            }
        } catch (RocksDBException | IOException e) {
            throw unavailable(e);
        }
    }

    private RocksDB open() throws RocksDBException, IOException {
        if (closed) {
            throw new FactsUnavailableException("the service stops");
        }
        if (db != null) {
            return db;
        }
        if (options == null) {
            options = new RocksOptions();
        }
        Files.createDirectories(folder);
        RocksDB.destroyDB(folder.toString(), options.options);
        Files.createDirectories(folder);
        RocksDB opened = RocksDB.open(options.options, folder.toString());
        db = opened;
        LOG.infof("facts=open folder=%s", folder);
        return opened;
    }

    private FactsUnavailableException unavailable(Exception failure) {
        return new FactsUnavailableException("facts in " + folder + ": " + failure.getMessage(), failure);
    }

    private static byte[] valueKey(String key) {
        byte[] name = key.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + name.length).put(VALUE).put(name).array();
    }

    private static byte[] assignmentKey(String entity, long offset) {
        byte[] name = entity.getBytes(UTF_8);
        return ByteBuffer.allocate(2 + name.length + Long.BYTES)
                .put(ASSIGNMENT)
                .put(name)
                .put(END_OF_ENTITY)
                .putLong(offset)
                .array();
    }
}
