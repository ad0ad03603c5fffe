package io.docket.command.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request headers of a command. */
public final class RequestHeaders {
    /** Characters of an idempotency key. */
    public static final int MAX_KEY_LENGTH = 255;

    /** What clients are told about keys. */
    static final String KEY =
            "A key of the caller's own choice, up to 255 characters, new for each command and the same when that is"
                    + " repeated: for 7 days the first outcome is the answer, with Docket-Replayed. The same key with another payload is"
                    + " answered 422 where it is noticed: always about the same case, or an id that follows from the key; about another"
                    + " case only where one instance keeps both. So never use a key again, not even for another case.";

    private static final Pattern ETAG = Pattern.compile("\\s*(?:\"(\\d{1,18})\"|(\\d{1,18}))\\s*");
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private RequestHeaders() {}

    /**
     * The text of a header whose bytes came as Latin-1: what they say in UTF-8, so that a key is the same here as in a body, and
     * what they are where that is no UTF-8.
     */
    static @Nullable String text(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ISO_8859_1.newEncoder().encode(CharBuffer.wrap(header));
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            return header;
        }
    }

    /** The key, if there is one. Rejects with 400 an empty or too long one. */
    public static @Nullable String idempotencyKey(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String key = header.strip();
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw invalid("an Idempotency-Key has 1 to " + MAX_KEY_LENGTH + " characters");
        }
        return key;
    }

    /** The version that {@code If-Match} expects. Rejects with 400 what is not a version. */
    public static @Nullable Long expectedVersion(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        Matcher etag = ETAG.matcher(header);
        if (!etag.matches()) {
            throw invalid("If-Match is a version in quotes, as an ETag says it");
        }
        return Long.valueOf(etag.group(1) == null ? etag.group(2) : etag.group(1));
    }

    /** True if the client does not want to wait. */
    static boolean prefersAsync(@Nullable String header) {
        return header != null
                && Arrays.stream(header.split(",")).map(String::strip).anyMatch("respond-async"::equalsIgnoreCase);
    }

    /** The trace context; one that is malformed is ignored, as its standard asks. */
    public static @Nullable String traceparent(@Nullable String header) {
        return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Refusal.invalid(detail, List.of()));
    }
}
