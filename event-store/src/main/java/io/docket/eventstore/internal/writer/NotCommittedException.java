package io.docket.eventstore.internal.writer;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A transaction ended before its commit was asked for: nothing of it is in the log, and nothing ever will be. */
final class NotCommittedException extends RuntimeException {
    private final boolean recordsNotTaken;

    NotCommittedException(String message) {
        super(message);
        this.recordsNotTaken = false;
    }

    /** @param sent the records of the transaction */
    NotCommittedException(Throwable cause, Stream<SentRecords> sent) {
        super("not committed: " + first(cause), cause);
        this.recordsNotTaken = sent.anyMatch(SentRecords::anyNotTaken);
    }

    /** What it began with: the producer's own words for what follows are always the same. */
    private static Throwable first(Throwable failure) {
        return chain(failure).reduce(failure, (outer, inner) -> inner);
    }

    private static Stream<Throwable> chain(@Nullable Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /**
     * A record was not taken. It may be larger than its topic takes, whatever the reason that was given: a batch that is too large for
     * all its records, or for one among small ones, is split by the producer and made again, until the time is up in one of several
     * ways.
     */
    boolean recordsWereNotTaken() {
        return recordsNotTaken;
    }

    /** A broker that did not answer would not answer an abort either, and a producer that made too large a batch would make it again. */
    boolean leavesProducerUseless() {
        return recordsNotTaken || chain(getCause()).anyMatch(TimeoutException.class::isInstance);
    }
}
