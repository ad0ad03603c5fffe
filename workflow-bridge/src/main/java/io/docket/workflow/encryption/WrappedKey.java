package io.docket.workflow.encryption;

import java.util.Base64;

/**
 * A data key as it is stored: {@code <master key id>:<base64url>}.
 *
 * @param masterKeyId the key that wraps it
 * @param bytes base64url of the wrapped key
 */
public record WrappedKey(String masterKeyId, String bytes) {
    static WrappedKey of(String masterKeyId, byte[] bytes) {
        return new WrappedKey(
                masterKeyId, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Reads the stored form. */
    public static WrappedKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new Tampered("not a wrapped key");
        }
        return new WrappedKey(text.substring(0, colon), text.substring(colon + 1));
    }

    byte[] decoded() {
        try {
            return Base64.getUrlDecoder().decode(bytes);
        } catch (IllegalArgumentException e) {
            throw new Tampered("not a wrapped key");
        }
    }

    /** The stored form. */
    @Override
    public String toString() {
        return masterKeyId + ":" + bytes;
    }
}
