package io.docket.command.submit;

/** Carries out a prepared command: decides and commits. */
@FunctionalInterface
public interface Dispatcher {
    /**
     * The answer after the events, and the outcome if the command has a key, are committed. Blocks until then.
     *
     * @throws io.docket.command.decision.Rejection if the decision is no; nothing is committed
     * @throws io.docket.eventstore.EventStoreException if the store does not take it
     */
    Answer.Accepted dispatch(Prepared<?> command);
}
