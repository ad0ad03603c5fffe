package io.docket.command.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SHA-256 over the content of a command, blind to the order of members and to white space. */
public final class Fingerprint {
    private Fingerprint() {}

    /** The fingerprint, hex. */
    public static String of(String type, JsonNode payload, @Nullable Long ifMatch, String user) {
        StringBuilder canonical = new StringBuilder(256);
        text(type, canonical);
        text(user, canonical);
        canonical.append(ifMatch).append('\n');
        write(payload, canonical);
        return HexFormat.of().formatHex(sha256().digest(canonical.toString().getBytes(UTF_8)));
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            out.append('{');
            node.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(member -> {
                text(member.getKey(), out);
                write(member.getValue(), out);
            });
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(element -> write(element, out));
            out.append(']');
        } else if (node.isTextual()) {
            text(node.textValue(), out);
        } else {
            out.append(node.asText()).append(',');
        }
    }

    /** Length first, so that no text can look like the next member. */
    private static void text(String value, StringBuilder out) {
        out.append('"').append(value.length()).append(':').append(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
