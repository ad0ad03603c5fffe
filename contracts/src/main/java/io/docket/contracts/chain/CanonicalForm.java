package io.docket.contracts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as unambiguous bytes, the same whoever writes it down:
 *
 * <pre>
 *   "docket.event.1" key value count (name value)*
 * </pre>
 *
 * Headers are sorted by the bytes of their names, those with the same name stay in their order; the chain's own are left
 * out. Every part has its length before it, 4 bytes big-endian, -1 for a missing one.
 */
public final class CanonicalForm {
    private static final byte[] MAGIC = "docket.event.1".getBytes(UTF_8);
    private static final int USUAL_HEADERS = 24;
    private static final Comparator<Field> BY_NAME = (a, b) -> Arrays.compareUnsigned(a.name, b.name);

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Field> fields = new ArrayList<>(USUAL_HEADERS);
    private int bytes;

    private record Field(byte[] name, byte @Nullable [] value) {}

    public CanonicalForm(byte @Nullable [] key, byte @Nullable [] value) {
        this.key = key;
        this.value = value;
        this.bytes = MAGIC.length + size(key) + size(value) + Integer.BYTES;
    }

    /** Adds a header; one of the chain's own is passed over. */
    public CanonicalForm header(String name, byte @Nullable [] headerValue) {
        if (!ChainLink.isHeader(name)) {
            Field field = new Field(name.getBytes(UTF_8), headerValue);
            fields.add(field);
            bytes += size(field.name) + size(headerValue);
        }
        return this;
    }

    /** SHA-256 of the form. */
    public byte[] digest() {
        return Sha256.of(bytes());
    }

    byte[] bytes() {
        fields.sort(BY_NAME);
        ByteBuffer form = ByteBuffer.allocate(bytes).put(MAGIC);
        put(form, key);
        put(form, value);
        form.putInt(fields.size());
        for (Field field : fields) {
            put(form, field.name);
            put(form, field.value);
        }
        return form.array();
    }

    private static int size(byte @Nullable [] part) {
        return Integer.BYTES + (part == null ? 0 : part.length);
    }

    private static void put(ByteBuffer form, byte @Nullable [] part) {
        if (part == null) {
            form.putInt(-1);
        } else {
            form.putInt(part.length).put(part);
        }
    }
}
