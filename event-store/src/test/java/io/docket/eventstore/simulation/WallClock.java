package io.docket.eventstore.simulation;

import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/** What time it is: that of the schedule, and the days that pass at once. The clock of an instance is a little off. */
final class WallClock {
    /** By how much the clock of an instance is off, at most. */
    static final int MOST_SKEW_MILLIS = 200;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Schedule schedule;
    private Duration passed = Duration.ZERO;

    WallClock(Schedule schedule) {
        this.schedule = schedule;
    }

    Instant now() {
        return START.plusNanos(schedule.now()).plus(passed);
    }

    /** So much time passes in which nothing else happens. */
    void pass(Duration time) {
        passed = passed.plus(time);
    }
}
