package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Keys of the index: one byte for the kind, then
 *
 * <pre>
 *   e  stream 00 sequence(8)     an event
 *   h  stream                    sequence of the stream's last event
 *   s  stream                    snapshot of the stream
 *   o  tenant/key                an outcome
 *   t  millis(8) next(8) part(4)  outcomes that expire together, by their age; next is the offset after them
 *   m  name                      about the index itself
 * </pre>
 *
 * Numbers are big-endian, so that keys sort as numbers do. A stream's name holds no zero byte.
 */
final class IndexKeys {
    static final byte BY_AGE = 't';
    static final byte[] END_OF_AGES = {BY_AGE + 1};

    private IndexKeys() {}

    static byte[] event(String streamId, long sequence) {
        byte[] stream = stream(streamId);
        return ByteBuffer.allocate(stream.length + 10)
                .put((byte) 'e')
                .put(stream)
                .put((byte) 0)
                .putLong(sequence)
                .array();
    }

    static byte[] head(String streamId) {
        return named('h', stream(streamId));
    }

    static byte[] snapshot(String streamId) {
        return named('s', stream(streamId));
    }

    static byte[] outcome(String tenantAndKey) {
        return named('o', tenantAndKey.getBytes(UTF_8));
    }

    static byte[] outcomesByAge(long millis, long nextOutcome, int part) {
        return ByteBuffer.allocate(21)
                .put(BY_AGE)
                .putLong(millis)
                .putLong(nextOutcome)
                .putInt(part)
                .array();
    }

    static long millisOf(byte[] outcomesByAge) {
        return ByteBuffer.wrap(outcomesByAge).getLong(1);
    }

    static byte[] meta(String name) {
        return named('m', name.getBytes(UTF_8));
    }

    private static byte[] stream(String streamId) {
        if (streamId.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a stream's name holds no zero character");
        }
        return streamId.getBytes(UTF_8);
    }

    private static byte[] named(char kind, byte[] name) {
        return ByteBuffer.allocate(name.length + 1).put((byte) kind).put(name).array();
    }
}
