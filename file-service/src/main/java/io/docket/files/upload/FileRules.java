package io.docket.files.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.Subject;
import io.docket.contracts.id.EntityId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file may be called and say about itself. Each rule returns what is wrong, or null. */
final class FileRules {
    /** Longest name, in bytes of UTF-8: what every common file system can hold. */
    static final int MAX_NAME_BYTES = 255;

    /** Longest media type with its parameters, in characters. */
    static final int MAX_CONTENT_TYPE_LENGTH = 255;

    private static final Pattern FORBIDDEN_IN_NAME =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");
    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]{1,127}";
    private static final Pattern CONTENT_TYPE =
            Pattern.compile(TOKEN + "/" + TOKEN + "(; ?" + TOKEN + "=(" + TOKEN + "|\"[ !#-\\[\\]-~]{0,127}\"))*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private FileRules() {}

    static @Nullable String nameFault(String name) {
        if (name.isBlank() || name.getBytes(UTF_8).length > MAX_NAME_BYTES) {
            return "must have 1 to " + MAX_NAME_BYTES + " bytes in UTF-8";
        }
        if (FORBIDDEN_IN_NAME.matcher(name).find()) {
            return "must not contain / \\ : * ? \" < > | or invisible characters";
        }
        if (name.endsWith(".") || !name.equals(name.strip())) {
            return "must not end with a dot, nor begin or end with a space";
        }
        return null;
    }

    static @Nullable String contentTypeFault(String contentType) {
        boolean valid = contentType.length() <= MAX_CONTENT_TYPE_LENGTH
                && CONTENT_TYPE.matcher(contentType).matches();
        return valid ? null : "must be a media type such as application/pdf";
    }

    static @Nullable String sha256Fault(String sha256) {
        return SHA256.matcher(sha256).matches() ? null : "must be 64 lower-case hexadecimal digits";
    }

    static @Nullable String subjectFault(String text) {
        try {
            Subject subject = Subject.parse(text);
            String root = EntityId.rootOf(subject.id());
            boolean known = switch (subject.entity()) {
                case "case" -> EntityId.isRoot(subject.id());
                case "task" ->
                    EntityId.isRoot(root) && (subject.id().equals(root) || EntityId.isDependentOf(root, subject.id()));
                default -> false;
            };
            return known ? null : "must be case/<id> or task/<id>";
        } catch (IllegalArgumentException e) {
            return "must be case/<id> or task/<id>";
        }
    }
}
