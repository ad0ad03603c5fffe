package io.docket.projection.history.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as CloudEvents in JSON, each on one line: the bytes of the record go over as they are, nothing is taken
 * apart and put together again. Has all that {@link io.docket.contracts.envelope.CloudEventJson} has, and beside it
 * {@code position}, and {@code cursor} where one is given. Not thread-safe.
 */
public final class CloudEventBytes {
    private static final String PREFIX = "ce_";
    private static final Set<String> NUMBERS = Set.of(CloudEventHeaders.SEQUENCE, CloudEventHeaders.CAUSATION_DEPTH);
    private static final Set<String> LEFT_OUT = Set.of(CloudEventHeaders.SPEC_VERSION, CloudEventHeaders.CHAIN_NUMBER);
    private static final byte[] BEGIN = ascii("{\"specversion\":\"1.0\",\"datacontenttype\":\"application/json\"");
    private static final byte[] ROOT = ascii(",\"root\":\"");
    private static final byte[] POSITION = ascii("\",\"position\":\"");
    private static final byte[] CURSOR = ascii("\",\"cursor\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final JsonFactory JSON = new JsonFactory();

    /** What stands before the value of a header, by its name; empty for one that is left out. */
    private final Map<String, byte[]> names = new HashMap<>();

    /**
     * Writes an event, without a line end. What was written of one that is refused is to be thrown away.
     *
     * @param cursor the cursor after the event, ASCII; absent if none is to be told
     * @throws IllegalArgumentException if its data is not JSON
     */
    public void write(StoredEvent event, byte @Nullable [] cursor, ByteArrayOutputStream out) {
        requireReadable(event);
        out.writeBytes(BEGIN);
        for (StoredEvent.Header header : event.headers()) {
            byte[] value = header.value();
            byte[] name = names.computeIfAbsent(header.name(), CloudEventBytes::name);
            if (value == null || name.length == 0) {
                continue;
            }
            out.writeBytes(name);
            if (name[name.length - 1] == '"') {
                text(value, out);
                out.write('"');
            } else {
                out.writeBytes(value);
            }
        }
        out.writeBytes(ROOT);
        text(event.key(), out);
        out.writeBytes(POSITION);
        Position position = event.position();
        out.writeBytes(ascii(position.toString()));
        if (cursor != null) {
            out.writeBytes(CURSOR);
            out.writeBytes(cursor);
        }
        out.writeBytes(DATA);
        data(event.data(), out);
        out.write('}');
    }

    private static byte[] name(String header) {
        boolean attribute = header.startsWith(PREFIX) && !LEFT_OUT.contains(header);
        if (!attribute && !header.equals(CloudEventHeaders.TRACEPARENT)) {
            return new byte[0];
        }
        String name = attribute ? header.substring(PREFIX.length()) : header;
        return (",\"" + name + "\":" + (NUMBERS.contains(header) ? "" : "\"")).getBytes(UTF_8);
    }

    private static void text(byte[] value, ByteArrayOutputStream out) {
        int from = 0;
        for (int i = 0; i < value.length; i++) {
            byte b = value[i];
            if (b == '"' || b == '\\') {
                out.write(value, from, i - from);
                out.write('\\');
                from = i;
            } else if (b >= 0 && b < ' ') {
                out.write(value, from, i - from);
                out.writeBytes(ascii("\\u00"));
                out.write(HEX[b >> 4]);
                out.write(HEX[b & 0xF]);
                from = i + 1;
            }
        }
        out.write(value, from, value.length - from);
    }

    /** The data on one line: a line end in JSON is white space, as within a text it is escaped. */
    private static void data(byte[] json, ByteArrayOutputStream out) {
        int from = 0;
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                out.write(json, from, i - from);
                from = i + 1;
            }
        }
        out.write(json, from, json.length - from);
    }

    /**
     * Returns if the event can be written.
     *
     * @throws IllegalArgumentException if its data is not JSON
     */
    public static void requireReadable(StoredEvent event) {
        try (JsonParser parser = JSON.createParser(event.data())) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("the event at " + event.position() + " has no data");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the event at " + event.position() + " has data after its data");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the data of the event at " + event.position() + " is not JSON: " + e.getMessage(), e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(UTF_8);
    }
}
