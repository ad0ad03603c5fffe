package io.docket.contracts.position;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A place in all partitions at once: the next offset to read in each. Opaque to clients: on the wire it is URL-safe
 * base64 of a version byte and the offsets.
 *
 * @param offsets next offset to read, by partition
 */
public record Cursor(long[] offsets) {
    private static final byte VERSION = 1;
    private static final int MAX_PARTITIONS = 1024;

    public Cursor {
        offsets = offsets.clone();
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
        return new Cursor(moved);
    }

    /** Reads the wire form. Throws {@link IllegalArgumentException} on anything else. */
    public static Cursor parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.get() != VERSION || bytes.remaining() % Long.BYTES != 0) {
                throw new IllegalArgumentException("not a cursor: " + text);
            }
            long[] offsets = new long[bytes.remaining() / Long.BYTES];
            if (offsets.length > MAX_PARTITIONS) {
                throw new IllegalArgumentException("not a cursor: " + text);
            }
            bytes.asLongBuffer().get(offsets);
            if (Arrays.stream(offsets).anyMatch(offset -> offset < 0)) {
                throw new IllegalArgumentException("not a cursor: " + text);
            }
            return new Cursor(offsets);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a cursor: " + text, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cursor cursor && Arrays.equals(offsets, cursor.offsets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsets);
    }

    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + offsets.length * Long.BYTES).put(VERSION);
        for (long offset : offsets) {
            bytes.putLong(offset);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
