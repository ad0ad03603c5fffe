package io.docket.eventstore.internal.index;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Position;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.internal.record.EventRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event as a value of the index: its offset first, then the record as it is in the log. */
final class EventBytes {
    private EventBytes() {}

    static byte[] write(long offset, EventRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.bytes());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(offset);
            out.writeUTF(event.root());
            Map<String, byte[]> headers =
                    LinkedHashMap.newLinkedHashMap(event.headers().size() + 2);
            event.forEachHeader(headers::put);
            out.writeShort(headers.size());
            for (Map.Entry<String, byte[]> header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeInt(header.getValue().length);
                out.write(header.getValue());
            }
            out.write(event.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StoredEvent read(int partition, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Position position = new Position(partition, in.readLong());
            String root = in.readUTF();
            int count = in.readUnsignedShort();
            Map<String, byte[]> headers = HashMap.newHashMap(count);
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                headers.put(name, in.readNBytes(in.readInt()));
            }
            return new StoredEvent(position, CloudEventHeaders.read(root, headers::get, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long offset(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
