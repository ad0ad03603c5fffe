package io.docket.workflow.schedule;

import java.time.Instant;

/** The engine's timers of schedules: what they wake does not depend on this process being there all the time. */
public interface ScheduleTimers {
    /** Makes an engine without data one that can run timers; what was started in it before is lost. */
    void setUp();

    /** Starts the timer of the schedule, unless it runs. */
    void start(ScheduleRef schedule, Instant wakeAt);

    /** Stops it, if it runs. */
    void stop(ScheduleRef schedule);
}
