package io.docket.contracts.position;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A place in all partitions at once: the next offset to read in each. Opaque to clients: on the wire it is URL-safe
 * base64 of a version byte and the offsets; version 2 also names the log and is shorter.
 *
 * @param log number of the log that the offsets are of, {@link #ANY_LOG} if it is not told
 * @param offsets next offset to read, by partition
 */
public record Cursor(int log, long[] offsets) {
    /** The cursor does not tell which log it is of. */
    public static final int ANY_LOG = 0;

    private static final byte PLAIN = 1;
    private static final byte NAMED = 2;
    private static final int MAX_PARTITIONS = 1024;
    private static final int MAX_VARINT_BYTES = 9;
    private static final int VARINT_BITS = 7;
    private static final int MORE = 0x80;

    public Cursor {
        offsets = offsets.clone();
    }

    /** A place in some log. */
    public Cursor(long[] offsets) {
        this(ANY_LOG, offsets);
    }

    @Override
    public long[] offsets() {
        return offsets.clone();
    }

    /** Next offset to read in the partition; 0 for a partition that the cursor does not know yet. */
    public long next(int partition) {
        return partition < offsets.length ? offsets[partition] : 0;
    }

    /** The cursor after the event at the position. */
    public Cursor after(Position position) {
        long[] moved = Arrays.copyOf(offsets, Math.max(offsets.length, position.partition() + 1));
        moved[position.partition()] = position.offset() + 1;
        return new Cursor(log, moved);
    }

    /** Reads the wire form. Throws {@link IllegalArgumentException} on anything else. */
    public static Cursor parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Cursor cursor = switch (bytes.get()) {
                case PLAIN -> plain(bytes);
                case NAMED -> named(bytes);
                default -> throw new IllegalArgumentException("not a cursor: " + text);
            };
            if (cursor.offsets.length > MAX_PARTITIONS
                    || Arrays.stream(cursor.offsets).anyMatch(offset -> offset < 0)) {
                throw new IllegalArgumentException("not a cursor: " + text);
            }
            return cursor;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a cursor: " + text, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cursor cursor && log == cursor.log && Arrays.equals(offsets, cursor.offsets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsets);
    }

    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + offsets.length * MAX_VARINT_BYTES);
        if (log == ANY_LOG) {
            bytes.put(PLAIN);
            for (long offset : offsets) {
                bytes.putLong(offset);
            }
        } else {
            bytes.put(NAMED).putInt(log);
            for (long offset : offsets) {
                putVarint(bytes, offset);
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static Cursor plain(ByteBuffer bytes) {
        if (bytes.remaining() % Long.BYTES != 0) {
            throw new BufferUnderflowException();
        }
        long[] offsets = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(offsets);
        return new Cursor(offsets);
    }

    private static Cursor named(ByteBuffer bytes) {
        int log = bytes.getInt();
        long[] offsets = new long[bytes.remaining()];
        int count = 0;
        while (bytes.hasRemaining()) {
            offsets[count++] = varint(bytes);
        }
        return new Cursor(log, Arrays.copyOf(offsets, count));
    }

    /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
    private static void putVarint(ByteBuffer bytes, long value) {
        long rest = value;
        while (rest >= MORE) {
            bytes.put((byte) (rest | MORE));
            rest >>>= VARINT_BITS;
        }
        bytes.put((byte) rest);
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int index = 0; index < MAX_VARINT_BYTES; index++) {
            byte next = bytes.get();
            value |= (long) (next & (MORE - 1)) << (index * VARINT_BITS);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("an offset of more than " + MAX_VARINT_BYTES + " bytes");
    }
}
