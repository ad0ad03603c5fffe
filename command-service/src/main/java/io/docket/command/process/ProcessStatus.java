package io.docket.command.process;

import java.util.Locale;

/**
 * Where a process instance is.
 *
 * <pre>
 *   REQUESTED ──started──> ACTIVE ──completed──> COMPLETED
 *       │                    │
 *       └───terminated───────┴──────────────> TERMINATED
 * </pre>
 */
public enum ProcessStatus {
    REQUESTED,
    ACTIVE,
    COMPLETED,
    TERMINATED;

    /** True if nothing can happen to the instance any more. */
    public boolean isEnd() {
        return this == COMPLETED || this == TERMINATED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
