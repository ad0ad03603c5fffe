package io.docket.eventstore.internal.writer;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** A transaction ended before its commit was asked for: nothing of it is in the log, and nothing ever will be. */
final class NotCommittedException extends RuntimeException {
    NotCommittedException(String message) {
        super(message);
    }

    NotCommittedException(Throwable cause) {
        super("not committed: " + cause, cause);
    }

    /** One of its records was larger than its topic takes. */
    boolean wasTooLarge() {
        return Stream.iterate(getCause(), Objects::nonNull, Throwable::getCause)
                .anyMatch(RecordTooLargeException.class::isInstance);
    }
}
