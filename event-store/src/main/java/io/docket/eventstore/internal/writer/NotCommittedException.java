package io.docket.eventstore.internal.writer;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A transaction ended before its commit was asked for: nothing of it is in the log, and nothing ever will be. */
final class NotCommittedException extends RuntimeException {
    NotCommittedException(String message) {
        super(message);
    }

    NotCommittedException(Throwable cause) {
        super("not committed: " + first(cause), cause);
    }

    /** What it began with: the producer's own words for what follows are always the same. */
    private static Throwable first(Throwable failure) {
        return chain(failure).reduce(failure, (outer, inner) -> inner);
    }

    private static Stream<Throwable> chain(@Nullable Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** One of its records was larger than its topic takes. */
    boolean wasTooLarge() {
        return chain(getCause()).anyMatch(RecordTooLargeException.class::isInstance);
    }

    /**
     * Something took too long. That is also what comes of records which are too large only together, or of one among small ones: the
     * producer splits their batch, makes the same one again, and tells nobody why.
     */
    boolean wasTooLate() {
        return chain(getCause()).anyMatch(TimeoutException.class::isInstance);
    }
}
