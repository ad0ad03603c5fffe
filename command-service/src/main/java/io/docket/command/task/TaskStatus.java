package io.docket.command.task;

import java.util.Locale;

/** Whether a task is still to be done. */
public enum TaskStatus {
    OPEN,

    /** It cannot be done until the engine has dealt with it. */
    FAILED,
    COMPLETED,
    CANCELLED;

    /** True if nothing will happen to the task any more. */
    public boolean isEnd() {
        return this == COMPLETED || this == CANCELLED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
