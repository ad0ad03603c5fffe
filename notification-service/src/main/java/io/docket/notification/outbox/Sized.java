package io.docket.notification.outbox;

/** Something that is sent to a client. */
@FunctionalInterface
public interface Sized {
    /** Bytes on the wire. */
    int size();
}
