package io.docket.eventstore;

import org.jspecify.annotations.Nullable;

/** The store does not start, because running would be wrong: the message says why and what to change. */
public final class StartRefusedException extends EventStoreException {
    public StartRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
