package io.docket.eventstore.faults;

import java.util.Set;

/** An instance as a process that shares partitions with others; faults happen to it. Its text is its name. */
public interface Victim {
    /** Starts the process; it serves some seconds later. */
    void start();

    /** SIGSTOP. */
    void stop();

    /** SIGCONT. */
    void goOn();

    /** SIGKILL. */
    void kill();

    /** SIGTERM: drains and leaves the group. */
    void leave();

    boolean alive();

    /** The partitions that it serves, by its own account; none if it does not answer. */
    Set<Integer> served();
}
