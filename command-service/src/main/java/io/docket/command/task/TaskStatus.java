package io.docket.command.task;

import java.util.Locale;

/** Whether a task is still to be done. */
public enum TaskStatus {
    OPEN,
    COMPLETED,
    CANCELLED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
