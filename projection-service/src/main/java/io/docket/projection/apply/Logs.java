package io.docket.projection.apply;

/** Where the identity of the log is read. */
public interface Logs {
    /** Which log this is now. */
    LogIdentity identity();
}
