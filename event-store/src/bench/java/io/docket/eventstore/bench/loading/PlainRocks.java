package io.docket.eventstore.bench.loading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.eventstore.bench.appends.BenchEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The twin of a cold load: RocksDB with its own defaults, one value an account, as long as the data of its events. */
final class PlainRocks implements AutoCloseable {
    private final Options options = new Options().setCreateIfMissing(true);
    private final RocksDB db;

    static {
        RocksDB.loadLibrary();
    }

    private PlainRocks(Path folder) throws Exception {
        Files.createDirectories(folder);
        db = RocksDB.open(options, folder.toString());
    }

    /** Writes the accounts {@code c-0}, {@code c-1}, … and opens them again. */
    static PlainRocks filled(Path folder, int accounts, int eventsEach) throws Exception {
        try (PlainRocks rocks = new PlainRocks(folder)) {
            byte[] value = new byte[BenchEvents.history("c-0", eventsEach).stream()
                    .mapToInt(event -> event.data().length)
                    .sum()];
            for (int account = 0; account < accounts; account++) {
                rocks.db.put(key(account), value);
            }
        }
        return new PlainRocks(folder);
    }

    void load(int account) throws RocksDBException {
        if (db.get(key(account)) == null) {
            throw new IllegalStateException("account " + account + " is not there");
        }
    }

    private static byte[] key(int account) {
        return ("c-" + account).getBytes(UTF_8);
    }

    @Override
    public void close() {
        db.close();
        options.close();
    }
}
