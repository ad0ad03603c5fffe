package io.docket.projection.generations;

import io.docket.projection.apply.EventLog;
import io.docket.projection.apply.LogEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the log from places of its own, as fast as it can. Of one thread. */
public interface LogReader extends EventLog, AutoCloseable {
    /** Reads these partitions from these offsets. */
    void start(Map<Integer, Long> offsets);

    /** Reads these partitions only, from where it is. */
    void keep(Set<Integer> partitions);

    /** The next records; empty if there are none within the time. */
    List<LogEntry> read(Duration wait);

    @Override
    void close();
}
