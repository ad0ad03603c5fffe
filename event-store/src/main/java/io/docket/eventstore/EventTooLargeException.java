package io.docket.eventstore;

/** An event or outcome is over the size limit: nothing was written, and never will be. */
public final class EventTooLargeException extends EventStoreException {
    public EventTooLargeException(String what, long bytes, long maxBytes) {
        super(what + " takes " + bytes + " bytes, the limit is " + maxBytes, null);
    }
}
