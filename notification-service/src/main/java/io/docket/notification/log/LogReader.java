package io.docket.notification.log;

import java.util.List;

/**
 * Reads the log from any place in it, in bounded batches. Used by one thread at a time. A failure of the log itself is
 * a {@link RuntimeException}; the same read may be tried again.
 */
public interface LogReader extends AutoCloseable {
    /**
     * The next events from the place on, in the order of each partition; waits a moment where there are none.
     *
     * @param upTo how far the caller can go; what is at or after it may be left out
     * @throws TruncatedLogException if the log no longer holds that place
     */
    Batch read(Offsets from, Offsets upTo);

    /** The place of the oldest event that the log still holds. */
    Offsets beginning();

    /** The place after the newest committed event. */
    Offsets end();

    @Override
    void close();

    /**
     * Consecutive events.
     *
     * @param events the events
     * @param after the place after them; may be further than the last event, never past an unread one
     */
    record Batch(List<LoggedEvent> events, Offsets after) {}
}
