package io.docket.eventstore;

import org.jspecify.annotations.Nullable;

/** The base of everything that the store can answer instead of a success. Carries no stack trace: it is an answer. */
public abstract sealed class EventStoreException extends RuntimeException
        permits VersionConflictException,
                DuplicateKeyException,
                EventTooLargeException,
                OverloadedException,
                NotOwnerException,
                StoreUnavailableException,
                SeveralRootsException,
                InvalidStreamException,
                UnreadableEventException,
                UnknownOutcomeException,
                StartRefusedException {
    EventStoreException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
