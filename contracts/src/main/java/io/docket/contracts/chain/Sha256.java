package io.docket.contracts.chain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every JDK has. */
final class Sha256 {
    static final int BYTES = 32;

    /** Copied for each digest: that costs less than to look an implementation up. */
    private static final MessageDigest BLANK = lookedUp();

    private Sha256() {}

    static byte[] of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** Digest of the first so many bytes. */
    static byte[] of(byte[] bytes, int length) {
        MessageDigest digest = blank();
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    private static MessageDigest blank() {
        try {
            return (MessageDigest) BLANK.clone();
        } catch (CloneNotSupportedException e) {
            return lookedUp();
        }
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
