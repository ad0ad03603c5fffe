package io.docket.eventstore;

import io.docket.contracts.envelope.Subject;
import java.nio.charset.StandardCharsets;

/** The name of a stream, or a root, cannot be one: nothing was written, and never will be. */
public final class InvalidStreamException extends EventStoreException {
    /** Longest name of a stream, and longest root, in characters. */
    public static final int MAX_LENGTH = 1_024;

    /** @param message why it cannot be one */
    public InvalidStreamException(String message) {
        super(message, null);
    }

    /**
     * Checks a name.
     *
     * @throws InvalidStreamException if it is empty, too long, holds a zero character, or half of a surrogate pair, which UTF-8 cannot
     *     say
     */
    public static void requireValid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new InvalidStreamException(
                    "a stream or root has a name of 1 to " + MAX_LENGTH + " characters, not " + name.length());
        }
        if (name.indexOf('\0') >= 0) {
            throw new InvalidStreamException("the name of a stream or root holds no zero character");
        }
        if (!isEncodable(name)) {
            throw new InvalidStreamException("the name of a stream or root holds no half of a surrogate pair");
        }
    }

    /**
     * Checks the name of a stream, which has to be read as it was written.
     *
     * @throws InvalidStreamException if it cannot be the name of one
     */
    public static void requireValid(String tenant, Subject subject) {
        requireValid(tenant + "/" + subject);
        if (tenant.isEmpty()
                || tenant.indexOf('/') >= 0
                || subject.entity().isEmpty()
                || subject.entity().indexOf('/') >= 0
                || subject.id().isEmpty()) {
            throw new InvalidStreamException("a stream is named <tenant>/<entity>/<id>, not " + tenant + "/" + subject);
        }
    }

    private static boolean isEncodable(String name) {
        return name.chars().noneMatch(unit -> Character.isSurrogate((char) unit))
                || StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }
}
