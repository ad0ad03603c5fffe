package io.docket.projection.apply;

/** The log that the events come from. */
public interface EventLog {
    /** Reads the partition again from the offset, if it is still ours. */
    void rewind(int partition, long offset);
}
