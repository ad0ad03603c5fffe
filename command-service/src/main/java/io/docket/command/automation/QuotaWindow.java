package io.docket.command.automation;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The latest time for which runs are counted.
 *
 * @param start its beginning
 * @param runs runs in it
 * @param refused whether it was said that there are too many
 */
record QuotaWindow(Instant start, int runs, boolean refused) {
    /** The beginning of the window that the instant is in; windows are counted from 1970 in UTC. */
    static Instant startOf(Instant at, Duration length) {
        long millis = length.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }

    /** One more run in the window that begins then. */
    static QuotaWindow withRun(@Nullable QuotaWindow before, OffsetDateTime start) {
        QuotaWindow window = in(before, start);
        return new QuotaWindow(window.start, window.runs + 1, window.refused);
    }

    /** It was said of that window that there are too many. */
    static QuotaWindow withRefusal(@Nullable QuotaWindow before, OffsetDateTime start) {
        QuotaWindow window = in(before, start);
        return new QuotaWindow(window.start, window.runs, true);
    }

    private static QuotaWindow in(@Nullable QuotaWindow before, OffsetDateTime start) {
        return before != null && before.start.equals(start.toInstant())
                ? before
                : new QuotaWindow(start.toInstant(), 0, false);
    }
}
