package io.docket.notification.novu;

/** Counts what becomes of notifications. */
public interface NovuMeter {
    /** A notification, or one attempt at it, ended like this. */
    void triggered(Outcome outcome);

    /** How an attempt or a notification ended. */
    enum Outcome {
        /** Novu took it. */
        SENT,
        /** An attempt failed; there will be another. */
        RETRIED,
        /** Given up; the log says what and why. */
        PARKED,
        /** The event is too old to be told to anybody. */
        STALE
    }
}
