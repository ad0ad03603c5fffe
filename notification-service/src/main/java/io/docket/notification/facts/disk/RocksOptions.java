package io.docket.notification.facts.disk;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteOptions;

/** The options that bound the memory of the store: its cache, which holds indexes and filters, too, and two write buffers. */
final class RocksOptions implements AutoCloseable {
    static final long CACHE_BYTES = 16L << 20;
    static final long WRITE_BUFFER_BYTES = 4L << 20;
    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final int MAX_OPEN_FILES = 64;
    private static final int MANIFEST_BYTES = 64 << 10;

    static {
        RocksDB.loadLibrary();
    }

    private final Cache cache = new LRUCache(CACHE_BYTES);
    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
    /** Without a log: what is here is made anew from the events at each start. */
    final WriteOptions writes = new WriteOptions().setDisableWAL(true);

    final Options options = new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setMaxWriteBufferNumber(2)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setMaxOpenFiles(MAX_OPEN_FILES)
            .setMaxBackgroundJobs(1)
            .setKeepLogFileNum(1)
            .setManifestPreallocationSize(MANIFEST_BYTES)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setStatsDumpPeriodSec(0)
            .setTableFormatConfig(new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setFilterPolicy(bloom)
                    .setCacheIndexAndFilterBlocks(true));

    @Override
    public void close() {
        writes.close();
        options.close();
        bloom.close();
        cache.close();
    }
}
