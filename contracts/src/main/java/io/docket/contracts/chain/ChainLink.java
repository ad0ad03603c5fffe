package io.docket.contracts.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.docket.contracts.envelope.CloudEventHeaders;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a record's headers say about its place in the chain.
 *
 * @param present whether there is any header of the chain
 * @param prevHash hash of the event before, as it is written; {@code null} if it is missing, empty if it is there twice
 * @param number number of the event in its partition, from 1; 0 if it is missing, -1 if it is there twice or no number
 */
public record ChainLink(boolean present, @Nullable String prevHash, long number) {
    /** The link of a record that was written before the chain existed. */
    public static final ChainLink ABSENT = new ChainLink(false, null, 0);

    /** True for the headers that the chain alone writes. */
    public static boolean isHeader(String name) {
        return name.equals(CloudEventHeaders.PREV_HASH) || name.equals(CloudEventHeaders.CHAIN_NUMBER);
    }

    static ChainLink to(ChainHead head) {
        return new ChainLink(true, head.hex(), head.number() + 1);
    }

    /** The link with one more header of the record taken into account. */
    public ChainLink with(String name, byte @Nullable [] value) {
        if (!isHeader(name)) {
            return this;
        }
        String text = value == null ? "" : new String(value, ISO_8859_1);
        if (name.equals(CloudEventHeaders.PREV_HASH)) {
            return new ChainLink(true, prevHash == null ? text : "", number);
        }
        return new ChainLink(true, prevHash, number == 0 ? number(text) : -1);
    }

    /** Number of headers to write. */
    public int size() {
        return (prevHash == null ? 0 : 1) + (number > 0 ? 1 : 0);
    }

    /** The headers to write. */
    public void forEach(BiConsumer<String, byte[]> header) {
        if (prevHash != null) {
            header.accept(CloudEventHeaders.PREV_HASH, prevHash.getBytes(ISO_8859_1));
        }
        if (number > 0) {
            header.accept(CloudEventHeaders.CHAIN_NUMBER, Long.toString(number).getBytes(ISO_8859_1));
        }
    }

    /** The number, only if it is written in the one way that the chain writes it. */
    private static long number(String text) {
        try {
            long number = Long.parseLong(text);
            return number > 0 && Long.toString(number).equals(text) ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
