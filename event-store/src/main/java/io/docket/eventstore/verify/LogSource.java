package io.docket.eventstore.verify;

import io.docket.contracts.chain.LoggedRecord;
import java.util.stream.Stream;

/** Where a log is read from: a topic, a file. Streams are read once, lazily, and must be closed. */
public interface LogSource extends AutoCloseable {
    /**
     * Number of partitions: as many as the log had when it was written, as far as the source can tell. One of which only
     * checkpoints are left counts as well.
     */
    int partitions();

    /** The events of a partition in their order, from the first on. */
    Stream<LoggedRecord> events(int partition);

    /** The checkpoints of a partition in their order: at least those that were there before the last of the events. */
    Stream<LoggedRecord> checkpoints(int partition);

    @Override
    void close();
}
