package io.docket.cli.importlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Ids derived from the log, so that a second run makes the same ones. The id of a case is {@code <case type>.<trace>}; a
 * trace whose name is no plain id gets a readable form of it and a hash, so that different names stay different.
 */
final class CaseIds {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,49}");
    private static final int READABLE_LENGTH = 36;
    private static final int HASH_LENGTH = 12;
    private static final int MAX_TASK_SLUG = 60;

    private CaseIds() {}

    /** The id of the case of a trace. */
    static String caseId(String caseType, String trace) {
        return caseType + "." + (PLAIN.matcher(trace).matches() ? trace : readable(trace) + hash(trace));
    }

    /** A task's name as part of an id; different names may give the same. */
    static String slug(String taskName) {
        String slug = taskName.replaceAll("[^A-Za-z0-9._-]+", "-");
        return slug.substring(0, Math.min(slug.length(), MAX_TASK_SLUG));
    }

    /** The first characters of the SHA-256 of a text. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String readable(String trace) {
        String words = trace.replaceAll("[^A-Za-z0-9_-]+", "-");
        return words.substring(0, Math.min(words.length(), READABLE_LENGTH)) + "-";
    }
}
