package io.docket.workflow.job.http;

import java.net.InetAddress;

/**
 * The addresses that begin with the same bits.
 *
 * @param first one of them
 * @param bits how many bits are the same
 */
record Network(InetAddress first, int bits) {
    /**
     * Reads {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if it is something else; names are not looked up
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("no network: " + text);
        }
        InetAddress first = InetAddress.ofLiteral(text.substring(0, slash));
        int bits = Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("no network: " + text);
        }
        return new Network(first, bits);
    }

    boolean contains(InetAddress address) {
        byte[] own = first.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
            if (((own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
