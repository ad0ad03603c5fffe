package io.docket.eventstore;

import io.docket.contracts.position.Cursor;
import java.time.Instant;

/**
 * The log as a whole: every event of every partition, whoever owns it. The order is that of each partition; between
 * partitions there is none.
 */
public interface EventLog {
    /**
     * Follows the log.
     *
     * @param from where to begin
     */
    EventFeed follow(Cursor from);

    /** Before the first event. */
    Cursor start();

    /**
     * After the last committed event of every partition, and after everything that this instance has acknowledged.
     *
     * @throws StoreUnavailableException if the log cannot be asked now
     */
    Cursor end();

    /**
     * Before the first event of each partition that was recorded at that time or later; at the end of a partition that
     * has none, to the millisecond. Events behind it may be older: the log is in the order of commits.
     *
     * @throws StoreUnavailableException if the log cannot be asked now
     */
    Cursor at(Instant time);
}
