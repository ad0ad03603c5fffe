package io.docket.projection.generations;

import java.util.Map;

/** Where readers of the log come from. */
public interface LogReaders {
    /** A new reader. */
    LogReader open();

    /** The end of the log, by partition: of all that there are. */
    Map<Integer, Long> ends();
}
