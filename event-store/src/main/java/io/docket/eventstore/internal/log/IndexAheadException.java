package io.docket.eventstore.internal.log;

/** An index holds what its log does not: it has to be built again. */
public final class IndexAheadException extends RuntimeException {
    IndexAheadException(String message) {
        super(message);
    }
}
