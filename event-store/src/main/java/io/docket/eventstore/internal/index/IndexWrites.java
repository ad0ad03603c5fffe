package io.docket.eventstore.internal.index;

import org.rocksdb.WriteBatch;

/**
 * What is to be written at once, as the bytes of RocksDB's {@link WriteBatch}: a sequence number (8, left to RocksDB), the
 * count (4, little-endian), then for each key {@code 1 key value} to put or {@code 0 key} to delete. Made here, it crosses
 * into native code once and not for each key.
 */
final class IndexWrites {
    private static final int HEADER = 12;
    private static final int COUNT = 8;
    private static final byte PUT = 1;
    private static final byte DELETE = 0;
    private static final int EXPECTED = 16 << 10;

    private final ByteSink bytes = new ByteSink(EXPECTED);
    private int count;

    IndexWrites() {
        bytes.put(new byte[HEADER]);
    }

    void put(byte[] key, byte[] value) {
        count++;
        bytes.put(PUT).putSized(key).putSized(value);
    }

    void put(byte[] key, ByteSink value) {
        count++;
        bytes.put(PUT).putSized(key).putSized(value);
    }

    void delete(byte[] key) {
        count++;
        bytes.put(DELETE).putSized(key);
    }

    /** The batch, to be closed. */
    WriteBatch toBatch() {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes.set(COUNT + i, (byte) (count >>> 8 * i));
        }
        return new WriteBatch(bytes.toBytes());
    }
}
