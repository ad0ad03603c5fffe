package io.docket.projection.history.lake;

import io.docket.contracts.chain.LoggedRecord;
import java.util.Iterator;

/** The log as the lake is filled from it. */
public interface LakeLog {
    /** Which log this is. */
    Name name();

    /** Opens a partition for one reader. */
    Partition open(int partition);

    /**
     * Which log this is.
     *
     * @param topic name of the topic
     * @param topicId id of the topic
     */
    record Name(String topic, String topicId) {}

    /** A partition; every iterator of it is used up, or left, before the next one begins. */
    interface Partition extends AutoCloseable {
        /** Offset of the oldest record that the log still holds. */
        long beginning();

        /** Offset after the newest committed record. */
        long end();

        /** The committed records from one offset to another, which is left out. */
        Iterator<LoggedRecord> records(long from, long to);

        @Override
        void close();
    }
}
