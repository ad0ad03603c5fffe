package io.docket.workflow.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Timers that keep what they are told. */
public final class RecordingTimers implements ScheduleTimers {
    private final List<String> told = new ArrayList<>();

    /** Everything, in order. */
    public List<String> told() {
        return told;
    }

    @Override
    public void setUp() {
        told.add("set up");
    }

    @Override
    public void start(ScheduleRef schedule, Instant wakeAt) {
        told.add("start " + schedule.key() + " " + wakeAt);
    }

    @Override
    public void stop(ScheduleRef schedule) {
        told.add("stop " + schedule.key());
    }
}
