package io.docket.eventstore.faults.proxy;

/** What can happen to a request on its way. */
public enum Misfortune {
    /** Nothing. */
    NONE,
    /** It reaches the broker later than sent. */
    DELAYED,
    /** The connection breaks before the broker gets it. */
    LOST,
    /** The connection breaks at once; the broker gets it later, when the sender has long sent it again elsewhere. */
    LATE,
    /** The broker gets it twice. */
    DOUBLED,
    /** The connection breaks after the broker has answered and before the sender hears it. */
    ANSWER_LOST,
    /** The answer, and all behind it, arrives later than given. */
    ANSWER_HELD
}
