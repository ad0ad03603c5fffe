package io.docket.workflow.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.retry.Refused;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * A JSON object in the one form that RFC 8785 gives it: what is stored, digested and signed.
 *
 * <p>Two different objects never have the same form here: what the RFC's form cannot tell apart (numbers beyond the
 * precision of a double, half of a surrogate pair, a member given twice) is refused.
 */
public final class CanonicalJson {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final byte[] bytes;

    private CanonicalJson(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a document strictly. Refused as {@code unreadable-json} if it is no JSON. */
    public static JsonNode read(byte[] json) {
        try {
            return STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Refused("unreadable-json", e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refused("unreadable-json", String.valueOf(e.getMessage()));
        }
    }

    /** The form of an object. Refused as {@code not-canonical} if it has none. */
    public static CanonicalJson of(JsonNode data) {
        if (!(data instanceof ObjectNode)) {
            throw new Refused("not-canonical", "the data is not an object");
        }
        requireExact(data, "");
        try {
            return new CanonicalJson(new JsonCanonicalizer(STRICT.writeValueAsString(data)).getEncodedUTF8());
        } catch (IOException e) {
            throw new Refused("not-canonical", String.valueOf(e.getMessage()));
        }
    }

    /** Bytes that are in this form already. */
    public static CanonicalJson stored(byte[] bytes) {
        return new CanonicalJson(bytes);
    }

    /** The form in UTF-8. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the form, lower-case hex. */
    public String sha256() {
        return sha256(bytes);
    }

    /** SHA-256 of a text, lower-case hex. */
    public static String sha256(String text) {
        return sha256(text.getBytes(UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireExact(JsonNode node, String pointer) {
        switch (node.getNodeType()) {
            case NUMBER -> requireDouble(node.decimalValue(), pointer);
            case STRING -> requireWhole(node.textValue(), pointer);
            case OBJECT ->
                node.properties().forEach(member -> {
                    requireWhole(member.getKey(), pointer);
                    requireExact(member.getValue(), pointer + "/" + member.getKey());
                });
            case ARRAY -> {
                for (int i = 0; i < node.size(); i++) {
                    requireExact(node.get(i), pointer + "/" + i);
                }
            }
            default -> {}
        }
    }

    private static void requireDouble(BigDecimal number, String pointer) {
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest) || new BigDecimal(Double.toString(nearest)).compareTo(number) != 0) {
            throw new Refused("not-canonical", pointer + " is a number that a double does not hold: send it as text");
        }
    }

    private static void requireWhole(String text, String pointer) {
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw new Refused("not-canonical", pointer + " is text with half of a surrogate pair");
        }
    }
}
