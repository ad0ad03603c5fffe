package io.docket.eventstore;

/** The idempotency key of the append already has an outcome: nothing was written. Carries that outcome. */
public final class DuplicateKeyException extends EventStoreException {
    private final transient StoredOutcome first;

    public DuplicateKeyException(StoredOutcome first) {
        super("idempotency key " + first.outcome().key() + " already has an outcome", null);
        this.first = first;
    }

    /** The outcome that the key got first. */
    public StoredOutcome first() {
        return first;
    }
}
