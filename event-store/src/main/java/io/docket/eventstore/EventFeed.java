package io.docket.eventstore;

import io.docket.contracts.position.Cursor;
import java.time.Duration;
import java.util.List;

/**
 * One reader's way through the {@link EventLog}. It holds a bounded number of events and, between two calls, no
 * connection. For one thread at a time; {@link #close} may come from another.
 */
public interface EventFeed extends AutoCloseable {
    /**
     * The next committed events, at most a few thousand. Those that come together are in the order of their time, as far
     * as the order of each partition allows.
     *
     * @param atMost how long to wait for an event when there is none; with zero, an empty answer means that the reader
     *     has everything that was acknowledged by this instance before the call
     * @return the events; empty if none came in time, or the feed is closed
     * @throws UnreadableEventException if there is nothing to give, and the next record of a partition is not an event, or one
     *     that no step can take: its partition stands still there, the others go on
     * @throws StoreUnavailableException if the log cannot be read now; the next call goes on where this one began
     */
    List<StoredEvent> poll(Duration atMost);

    /** Where the next call goes on. */
    Cursor cursor();

    /** Ends a call that waits. */
    @Override
    void close();
}
