package io.docket.eventstore.internal.writer;

/** A transaction ended before its commit was asked for: nothing of it is in the log, and nothing ever will be. */
final class NotCommittedException extends RuntimeException {
    NotCommittedException(String message) {
        super(message);
    }

    NotCommittedException(Throwable cause) {
        super("not committed: " + cause, cause);
    }
}
