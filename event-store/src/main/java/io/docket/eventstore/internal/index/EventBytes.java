package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Position;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.internal.record.EventRecord;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event as a value of the index: its offset first, then the record as it is in the log. */
final class EventBytes {
    private static final int MAX_TEXT_BYTES = 0xFFFF;

    private EventBytes() {}

    static byte[] write(long offset, EventRecord event) {
        byte[] root = event.root().getBytes(UTF_8);
        Map<String, byte[]> headers =
                LinkedHashMap.newLinkedHashMap(event.headers().size() + 2);
        event.forEachHeader(headers::put);
        byte[][] names = new byte[headers.size()][];
        int length = Long.BYTES + 2 * Short.BYTES + root.length + event.value().length;
        int next = 0;
        for (Map.Entry<String, byte[]> header : headers.entrySet()) {
            names[next] = header.getKey().getBytes(UTF_8);
            length += Short.BYTES + names[next++].length + Integer.BYTES + header.getValue().length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putLong(offset);
        text(out, root);
        out.putShort((short) names.length);
        next = 0;
        for (byte[] value : headers.values()) {
            text(out, names[next++]);
            out.putInt(value.length).put(value);
        }
        return out.put(event.value()).array();
    }

    private static void text(ByteBuffer out, byte[] utf8) {
        if (utf8.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("text of " + utf8.length + " bytes");
        }
        out.putShort((short) utf8.length).put(utf8);
    }

    static StoredEvent read(int partition, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Position position = new Position(partition, in.readLong());
            String root = text(in);
            int count = in.readUnsignedShort();
            Map<String, byte[]> headers = HashMap.newHashMap(count);
            for (int i = 0; i < count; i++) {
                String name = text(in);
                headers.put(name, in.readNBytes(in.readInt()));
            }
            return new StoredEvent(position, CloudEventHeaders.read(root, headers::get, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), UTF_8);
    }

    static long offset(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
