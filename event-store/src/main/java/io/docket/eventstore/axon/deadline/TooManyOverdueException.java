package io.docket.eventstore.axon.deadline;

/** So many handlers are overdue and still running that no other one is begun. */
public final class TooManyOverdueException extends HandlerOverdueException {
    TooManyOverdueException(int overdue) {
        super(overdue + " handlers are overdue and still running");
    }
}
