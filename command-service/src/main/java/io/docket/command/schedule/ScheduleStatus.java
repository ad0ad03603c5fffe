package io.docket.command.schedule;

import java.util.Locale;

/**
 * Where a schedule is.
 *
 * <pre>
 *   ACTIVE ──fired or missed, and none follows──> ENDED
 *      └──cancelled──> CANCELLED
 * </pre>
 */
public enum ScheduleStatus {
    ACTIVE,
    ENDED,
    CANCELLED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
