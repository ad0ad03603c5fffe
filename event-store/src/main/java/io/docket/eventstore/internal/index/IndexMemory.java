package io.docket.eventstore.internal.index;

import io.docket.eventstore.EventStoreConfig.Limits;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** The memory that the indexes of all partitions share, and the options that bound it. */
public final class IndexMemory implements AutoCloseable {
    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final int MAX_OPEN_FILES = 64;
    private static final int BACKGROUND_JOBS = 2;
    private static final int KEPT_LOG_FILES = 2;

    /** RocksDB's own 4 MB are set aside at every open, for a file that holds some hundred bytes. */
    private static final int MANIFEST_BYTES = 64 << 10;

    static {
        RocksDB.loadLibrary();
    }

    private final Cache blocks;
    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
    private final long writeBufferBytes;

    public IndexMemory(Limits limits) {
        this.blocks = new LRUCache(limits.blockCacheBytes());
        this.writeBufferBytes = limits.writeBufferBytes();
    }

    Options options() {
        return new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(writeBufferBytes)
                .setMaxWriteBufferNumber(2)
                .setMaxTotalWalSize(writeBufferBytes * 4)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMaxOpenFiles(MAX_OPEN_FILES)
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setKeepLogFileNum(KEPT_LOG_FILES)
                .setManifestPreallocationSize(MANIFEST_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(blocks)
                        .setFilterPolicy(bloom)
                        .setCacheIndexAndFilterBlocks(true));
    }

    @Override
    public void close() {
        bloom.close();
        blocks.close();
    }
}
