package io.docket.command.casework;

import java.util.Locale;

/** Whether work on a case goes on. */
public enum CaseStatus {
    OPEN,
    CLOSED,
    ARCHIVED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
