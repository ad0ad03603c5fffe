package io.docket.eventstore;

import org.jspecify.annotations.Nullable;

/** The log cannot be written or read now: nothing was written. Retry later. */
public final class StoreUnavailableException extends EventStoreException {
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
