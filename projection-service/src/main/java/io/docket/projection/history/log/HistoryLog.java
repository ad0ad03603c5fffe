package io.docket.projection.history.log;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import java.time.Duration;
import java.util.List;

/** The log, read from any place on by any number of readers, each at its own pace. */
public interface HistoryLog {
    /**
     * A reader that begins at the place; partitions that the cursor does not know are read from their beginning.
     *
     * @throws NotInLogException if the cursor is of another log
     * @throws RuntimeException if the log cannot be reached; it may be tried again
     */
    Reader open(Cursor from);

    /** Reads the log, only what is committed. Used by one thread. */
    interface Reader extends AutoCloseable {
        /**
         * The next events, in the order of each partition; none if there are none after the wait. What is no event is left
         * out.
         *
         * @throws NotInLogException if the log no longer holds the place, or does not hold it yet
         */
        List<StoredEvent> read(Duration wait);

        /** The place after what was read; further than the last event where no event follows. */
        Cursor place();

        /** The place of the oldest event that the log still holds. */
        Cursor beginning();

        /** The place after the newest committed event. */
        Cursor end();

        /** The gaps between where it began to read and the end: it reads on behind them. */
        default List<Gap> gaps() {
            return List.of();
        }

        @Override
        void close();
    }

    /**
     * Events of a partition that nobody has any more.
     *
     * @param last where the last event before them lies
     * @param first where the first event after them lies
     * @param lost how many they are by the numbers of the hash chain; 0 if these do not tell
     */
    record Gap(Position last, Position first, long lost) {}

    /** The log does not hold a place. */
    final class NotInLogException extends RuntimeException {
        public NotInLogException(String what) {
            super(what);
        }
    }
}
