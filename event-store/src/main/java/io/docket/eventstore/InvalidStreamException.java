package io.docket.eventstore;

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
     * @throws InvalidStreamException if it is empty, too long, or holds a zero character
     */
    public static void requireValid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new InvalidStreamException(
                    "a stream or root has a name of 1 to " + MAX_LENGTH + " characters, not " + name.length());
        }
        if (name.indexOf('\0') >= 0) {
            throw new InvalidStreamException("the name of a stream or root holds no zero character");
        }
    }
}
