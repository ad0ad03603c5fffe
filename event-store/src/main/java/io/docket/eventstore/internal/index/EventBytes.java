package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Position;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.internal.record.EventRecord;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An event as a value of the index:
 *
 * <pre>
 *   offset(8) root count header* value
 * </pre>
 *
 * Root and headers are those of the record, packed by {@link HeaderBytes}.
 */
final class EventBytes {
    private EventBytes() {}

    static void write(long offset, EventRecord event, ByteSink out) {
        out.putLong(offset).putSized(event.key());
        out.putVarint(event.headers().size() + event.link().size());
        byte @Nullable [] before = HeaderBytes.NONE;
        for (Header header : event.headers()) {
            HeaderBytes.write(header.key(), header.value(), before, out);
            before = header.value();
        }
        event.link().forEach((name, text) -> HeaderBytes.write(name, text, HeaderBytes.NONE, out));
        out.put(event.value());
    }

    static StoredEvent read(int partition, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Position position = new Position(partition, in.getLong());
        String root = new String(HeaderBytes.sized(in), UTF_8);
        int count = HeaderBytes.varint(in);
        Map<String, byte[]> headers = HashMap.newHashMap(count);
        byte @Nullable [] before = HeaderBytes.NONE;
        for (int i = 0; i < count; i++) {
            String name = HeaderBytes.name(in);
            before = HeaderBytes.value(before, in);
            headers.put(name, before);
        }
        byte[] value = new byte[in.remaining()];
        in.get(value);
        return new StoredEvent(position, CloudEventHeaders.read(root, headers::get, value));
    }

    static long offset(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
