package io.docket.projection.generations;

/** What was asked for does not go with the generations that are there. */
final class NotNowException extends RuntimeException {
    private final String reason;

    NotNowException(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Why not, as a word. */
    String reason() {
        return reason;
    }

    /** Why not, in a sentence. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
