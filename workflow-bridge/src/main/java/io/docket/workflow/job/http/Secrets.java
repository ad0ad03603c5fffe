package io.docket.workflow.job.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.workflow.retry.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that processes refer to, {@code {{secrets.NAME}}}: files {@code <folder>/<tenant>/<name>}, read at each use, so
 * that a new value counts at once. A process never sees the value.
 */
public final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*secrets\\.([A-Za-z0-9_-]{1,100})\\s*}}");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final int MAX_BYTES = 16 * 1024;

    private final Optional<Path> folder;

    /** Secrets in the folder; without one there are none. */
    public Secrets(Optional<Path> folder) {
        this.folder = folder;
    }

    /** True if the text refers to a secret. */
    static boolean isReferredToBy(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** The text with the secrets in the place of the references. Refused if there is no such secret. */
    String resolve(String tenant, String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(read(tenant, found.group(1))));
    }

    private String read(String tenant, String name) {
        Path file = folder.filter(known -> TENANT.matcher(tenant).matches())
                .map(known -> known.resolve(tenant).resolve(name))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new Refused("unknown-secret", "there is no secret " + name));
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new Refused("unknown-secret", "secret " + name + " is larger than " + MAX_BYTES + " bytes");
            }
            return new String(Files.readAllBytes(file), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
