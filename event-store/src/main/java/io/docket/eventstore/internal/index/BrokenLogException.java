package io.docket.eventstore.internal.index;

/** The log breaks one of its rules, such as gap-free sequences: serving the partition would be wrong. */
public final class BrokenLogException extends RuntimeException {
    public BrokenLogException(String message) {
        super(message);
    }
}
