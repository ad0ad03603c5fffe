package io.docket.notification.live;

/** Counts what becomes of subscriptions. */
public interface DeliveryMeter {
    /** A client went on from a place that the tail still held. */
    void resumedFromTail();

    /** A client went on from a place that was read from the log. */
    void resumedFromLog();

    /** A client's place was no longer in the log. */
    void reset();

    /** A client's place was none in this log. */
    void refused();

    /** An event that the client wants was withheld, as none of its roles may see it. */
    void denied();
}
