package io.docket.kit.automation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a caller of a webhook has to know. Only its digest is kept; whoever reads that cannot call. */
public final class WebhookToken {
    private WebhookToken() {}

    /** SHA-256 of the token, lower-case hex. */
    public static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True if it is the token of the digest; takes as long for any other. */
    public static boolean fits(String token, String digest) {
        return MessageDigest.isEqual(digest(token).getBytes(UTF_8), digest.getBytes(UTF_8));
    }
}
