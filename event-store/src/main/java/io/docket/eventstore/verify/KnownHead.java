package io.docket.eventstore.verify;

import io.docket.contracts.chain.ChainHead;

/**
 * The end of a partition's chain as it once was, kept where nobody who can write the log can write.
 *
 * @param partition number of the partition
 * @param head what was told of it then
 */
public record KnownHead(int partition, ChainHead head) {
    /**
     * Reads {@code PARTITION:NUMBER:HASH}, such as {@code 4:5120:9f86d0…}: the first column of a report, its second, and its
     * head.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static KnownHead parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 3 && Integer.parseInt(parts[0]) >= 0) {
                return new KnownHead(Integer.parseInt(parts[0]), ChainHead.told(Long.parseLong(parts[1]), parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(message(text), e);
        }
        throw new IllegalArgumentException(message(text));
    }

    private static String message(String text) {
        return "a head is PARTITION:NUMBER:HASH, with a hash of 64 hex digits, and not " + text;
    }
}
