package io.docket.notification.novu;

import java.time.Duration;
import java.util.Optional;

/** Novu did not take a notification. */
public final class TriggerException extends Exception {
    private final boolean worthRetrying;
    private final transient Optional<Duration> retryAfter;

    TriggerException(String message, boolean worthRetrying, Optional<Duration> retryAfter) {
        super(message);
        this.worthRetrying = worthRetrying;
        this.retryAfter = retryAfter;
    }

    /** False if the same call will fail again. */
    boolean isWorthRetrying() {
        return worthRetrying;
    }

    /** How long Novu asks to wait. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
