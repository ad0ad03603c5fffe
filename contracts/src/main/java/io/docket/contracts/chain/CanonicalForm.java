package io.docket.contracts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Names that came before, in bytes; others are encoded each time once there are so many. */
    private static final Map<String, byte[]> NAMES = new ConcurrentHashMap<>();

    private static final int MOST_NAMES = 64;

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private byte[][] names = new byte[USUAL_HEADERS][];
    private byte @Nullable [][] values = new byte[USUAL_HEADERS][];
    private int headers;

    /** The store writes headers in the order of their names: then there is nothing to sort. */
    private boolean inOrder = true;

    private int bytes;

    public CanonicalForm(byte @Nullable [] key, byte @Nullable [] value) {
        this.key = key;
        this.value = value;
        this.bytes = MAGIC.length + size(key) + size(value) + Integer.BYTES;
    }

    /** Adds a header; one of the chain's own is passed over. */
    public CanonicalForm header(String name, byte @Nullable [] headerValue) {
        if (!ChainLink.isHeader(name)) {
            byte[] encoded = encoded(name);
            add(encoded, headerValue);
            bytes += size(encoded) + size(headerValue);
        }
        return this;
    }

    private void add(byte[] name, byte @Nullable [] headerValue) {
        if (headers == names.length) {
            names = Arrays.copyOf(names, headers * 2);
            values = Arrays.copyOf(values, headers * 2);
        }
        inOrder = inOrder && (headers == 0 || Arrays.compareUnsigned(names[headers - 1], name) <= 0);
        names[headers] = name;
        values[headers++] = headerValue;
    }

    private void sort() {
        List<Integer> order = new ArrayList<>(headers);
        for (int i = 0; i < headers; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Arrays.compareUnsigned(names[a], names[b]));
        byte[][] sortedNames = new byte[headers][];
        byte @Nullable [][] sortedValues = new byte[headers][];
        for (int i = 0; i < headers; i++) {
            sortedNames[i] = names[order.get(i)];
            sortedValues[i] = values[order.get(i)];
        }
        names = sortedNames;
        values = sortedValues;
        inOrder = true;
    }

    private static byte[] encoded(String name) {
        byte[] known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        byte[] encoded = name.getBytes(UTF_8);
        if (NAMES.size() < MOST_NAMES) {
            NAMES.put(name, encoded);
        }
        return encoded;
    }

    /** SHA-256 of the form. */
    public byte[] digest() {
        return Sha256.of(bytes());
    }

    byte[] bytes() {
        if (!inOrder) {
            sort();
        }
        ByteBuffer form = ByteBuffer.allocate(bytes).put(MAGIC);
        put(form, key);
        put(form, value);
        form.putInt(headers);
        for (int i = 0; i < headers; i++) {
            put(form, names[i]);
            put(form, values[i]);
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
