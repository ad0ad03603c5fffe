package io.docket.notification.log;

/** Tells that a place in the log is no longer, or not yet, there. */
public final class TruncatedLogException extends RuntimeException {
    public TruncatedLogException(String message) {
        super(message);
    }
}
