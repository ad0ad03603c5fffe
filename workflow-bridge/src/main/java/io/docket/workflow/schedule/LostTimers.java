package io.docket.workflow.schedule;

import io.docket.workflow.retry.Persistence;

/** The timers that went down with their engine: the one after it gets them anew, from the memory. Bears a repetition. */
public final class LostTimers {
    private static final String LANE = "timers";

    private final ScheduleMemory memory;
    private final ScheduleTimers timers;
    private final ScheduleClock clock;
    private final Persistence persistence;

    /** Timers of what is in the memory. */
    public LostTimers(ScheduleMemory memory, ScheduleTimers timers, ScheduleClock clock, Persistence persistence) {
        this.memory = memory;
        this.timers = timers;
        this.clock = clock;
        this.persistence = persistence;
    }

    /** Makes an engine without data one that can run timers. Done early: all its partitions have to know when they start. */
    public void setUp() {
        timers.setUp();
    }

    /** Starts the timer of every schedule that is not over. */
    public void restart() {
        memory.forEach(next -> persistence.until(
                LANE, "timer " + next.schedule().key(), () -> timers.start(next.schedule(), clock.wakeAt(next.at()))));
    }
}
