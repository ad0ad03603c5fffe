package io.docket.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 in its two spellings: lower-case hex in our API, base64 in S3's headers. */
public final class Sha256 {
    private Sha256() {}

    /** The hex spelling as S3 writes it. */
    public static String toBase64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    /** S3's spelling as our API writes it. */
    public static String toHex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    /** The digest of everything that the stream still holds, in hex. */
    public static String of(InputStream bytes) throws IOException {
        try (DigestInputStream digesting = new DigestInputStream(bytes, digest())) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
