package io.docket.projection.deadletter;

import io.docket.projection.view.LogEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which root waits for which view.
 *
 * @param view the name that the caller parks under: that of a view, or of one generation of it
 * @param tenant owner of the data
 * @param root id of the root
 */
public record RootKey(String view, String tenant, String root) {
    /** The key of the root that the event belongs to. */
    static RootKey of(String view, LogEvent event) {
        return new RootKey(view, event.envelope().tenant(), event.envelope().root());
    }

    private static final int ID_BYTES = 16;

    /** The id of its letter: safe in a path, and the same whenever the root is parked again. */
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", view, tenant, root).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
