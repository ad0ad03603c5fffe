package io.docket.eventstore.internal.writer;

/** The group did not confirm the ownership in time: another instance may have written meanwhile. */
final class UnconfirmedException extends RuntimeException {
    UnconfirmedException() {
        super("the group did not confirm the ownership in time");
    }
}
