package io.docket.eventstore.internal.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow as they are written, and are written again from the beginning: numbers are big-endian. */
final class ByteSink {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    ByteSink(int expected) {
        this.bytes = new byte[expected];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Forgets what was written after so many bytes. */
    void cut(int newSize) {
        size = newSize;
    }

    ByteSink put(byte value) {
        room(1);
        bytes[size++] = value;
        return this;
    }

    ByteSink putLong(long value) {
        room(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    /** A number in as few bytes as it needs, seven bits in each, the lowest first. */
    ByteSink putVarint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        return put((byte) rest);
    }

    ByteSink put(byte[] part) {
        return put(part, part.length);
    }

    ByteSink put(ByteSink part) {
        return put(part.bytes, part.size);
    }

    private ByteSink put(byte[] part, int length) {
        room(length);
        System.arraycopy(part, 0, bytes, size, length);
        size += length;
        return this;
    }

    /** Bytes with their length before them. */
    ByteSink putSized(byte[] part) {
        return putVarint(part.length).put(part);
    }

    /** Bytes with their length before them. */
    ByteSink putSized(ByteSink part) {
        return putVarint(part.size).put(part);
    }

    /** Overwrites a byte. */
    void set(int place, byte value) {
        bytes[place] = value;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + (bytes.length >> 1)));
        }
    }
}
