package io.docket.projection.history.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the events topic, byte by byte as the log holds it.
 *
 * @param position its place in the log
 * @param key its key, UTF-8: the root
 * @param headers its headers, in their order
 * @param data its value, UTF-8 JSON
 */
public record StoredEvent(Position position, byte[] key, List<Header> headers, byte[] data) {
    /** A header of a record. */
    public record Header(String name, byte @Nullable [] value) {}

    /** The value of a header; absent if the record has none. */
    public byte @Nullable [] header(String name) {
        for (Header header : headers) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        return null;
    }

    /** The text of a header; absent if the record has none. */
    public @Nullable String text(String name) {
        byte[] value = header(name);
        return value == null ? null : new String(value, UTF_8);
    }

    /**
     * What the record says.
     *
     * @throws IllegalArgumentException if it is no event
     */
    public EventEnvelope envelope() {
        return CloudEventHeaders.read(new String(key, UTF_8), this::header, data);
    }
}
