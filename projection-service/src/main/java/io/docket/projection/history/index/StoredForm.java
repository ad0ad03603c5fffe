package io.docket.projection.history.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.position.Position;
import io.docket.projection.history.log.StoredEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A record as the index keeps it: partition, offset, key, headers and data, each with its length before it. */
final class StoredForm {
    private static final int MISSING = -1;

    private StoredForm() {}

    static BytesRef write(StoredEvent event) {
        int length = Integer.BYTES + Long.BYTES + part(event.key()) + Integer.BYTES + part(event.data());
        byte[][] names = new byte[event.headers().size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = event.headers().get(i).name().getBytes(UTF_8);
            length += part(names[i]) + part(event.headers().get(i).value());
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putInt(event.position().partition()).putLong(event.position().offset());
        put(out, event.key());
        out.putInt(names.length);
        for (int i = 0; i < names.length; i++) {
            put(out, names[i]);
            put(out, event.headers().get(i).value());
        }
        put(out, event.data());
        return new BytesRef(out.array());
    }

    static StoredEvent read(BytesRef stored) {
        ByteBuffer in = ByteBuffer.wrap(stored.bytes, stored.offset, stored.length);
        Position position = new Position(in.getInt(), in.getLong());
        byte[] key = required(in);
        int count = in.getInt();
        List<StoredEvent.Header> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            headers.add(new StoredEvent.Header(new String(required(in), UTF_8), get(in)));
        }
        return new StoredEvent(position, key, headers, required(in));
    }

    private static int part(byte @Nullable [] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    private static void put(ByteBuffer out, byte @Nullable [] bytes) {
        if (bytes == null) {
            out.putInt(MISSING);
        } else {
            out.putInt(bytes.length).put(bytes);
        }
    }

    private static byte @Nullable [] get(ByteBuffer in) {
        int length = in.getInt();
        if (length == MISSING) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] required(ByteBuffer in) {
        byte[] bytes = get(in);
        if (bytes == null) {
            throw new IllegalStateException("the index lacks a part of a record");
        }
        return bytes;
    }
}
