package io.docket.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * This instance does not own the partition (now), or did not all the time since the decision began: nothing was written. Retry
 * elsewhere, or soon.
 */
public final class NotOwnerException extends EventStoreException {
    public NotOwnerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
