package io.docket.workflow.schedule;

import java.time.Duration;
import java.time.InstantSource;

/** Schedules in memory for tests that plan nothing. */
public final class IdleSchedules {
    private final SchedulesInMemory schedules = new SchedulesInMemory();
    private final InstantSource time;

    public IdleSchedules(InstantSource time) {
        this.time = time;
    }

    public ScheduleBook book() {
        return new ScheduleBook(schedules, time);
    }

    public ScheduleEvents events() {
        Firing firing = new Firing(schedules, new ScheduleServiceDouble(), time, Duration.ofMinutes(1));
        return new ScheduleEvents(
                book(), schedules, new RecordingTimers(), new ScheduleClock(schedules, firing, time, 1));
    }
}
