package io.docket.contracts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a log exactly as it lies there.
 *
 * @param partition number of the partition
 * @param offset where it lies
 * @param key key of the record
 * @param value value of the record
 * @param headers headers in their order; names may repeat
 */
public record LoggedRecord(
        int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    public LoggedRecord {
        headers = List.copyOf(headers);
    }

    /**
     * A header.
     *
     * @param name its name
     * @param value its value
     */
    public record Header(String name, byte @Nullable [] value) {}

    /** Text of the first header of that name. */
    public @Nullable String text(String name) {
        for (Header header : headers) {
            byte[] bytes = header.value();
            if (header.name().equals(name) && bytes != null) {
                return new String(bytes, UTF_8);
            }
        }
        return null;
    }
}
