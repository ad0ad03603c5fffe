package io.docket.eventstore;

import org.jspecify.annotations.Nullable;

/** It could not be found out in time whether the write is in the log. A retry with the same idempotency key finds out. */
public final class UnknownOutcomeException extends EventStoreException {
    public UnknownOutcomeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
