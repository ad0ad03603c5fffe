package io.docket.workflow.simulation;

import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.schedule.ScheduleTimers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Timers in a simulated engine, which go with its data. What is started in one that was not set up is lost. */
public final class SimulatedTimers implements ScheduleTimers {
    private final Steps steps;
    private final Map<ScheduleRef, Instant> running = new HashMap<>();
    private boolean ready;

    SimulatedTimers(Steps steps) {
        this.steps = steps;
    }

    /** When each of them wakes the bridge. */
    public Map<ScheduleRef, Instant> running() {
        return running;
    }

    void clear() {
        running.clear();
        ready = false;
    }

    @Override
    public void setUp() {
        steps.take(() -> {
            ready = true;
        });
    }

    @Override
    public void start(ScheduleRef schedule, Instant wakeAt) {
        steps.take(() -> {
            if (ready) {
                running.putIfAbsent(schedule, wakeAt);
            }
        });
    }

    @Override
    public void stop(ScheduleRef schedule) {
        steps.take(() -> {
            running.remove(schedule);
        });
    }
}
