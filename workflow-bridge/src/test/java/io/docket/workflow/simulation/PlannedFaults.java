package io.docket.workflow.simulation;

import io.docket.workflow.engine.EngineBusy;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Faults of a simulated engine: planned ahead, each hits one request. */
public final class PlannedFaults {
    /** How the next creation or publication goes wrong. */
    public enum Fault {
        /** The engine turns it away. */
        BUSY,
        /** It gets lost on the way there. */
        LOST,
        /** It is done and the answer gets lost. */
        ANSWER_LOST,
        /** It arrives just before its deadline, when the bridge has given up long ago. */
        LATE
    }

    private static final Duration LATE = Duration.ofSeconds(9);

    private final VirtualTime time;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private int creations;
    private int completions;

    PlannedFaults(VirtualTime time) {
        this.time = time;
    }

    /** The next creation or publication goes wrong. */
    public void plan(Fault fault) {
        faults.add(fault);
    }

    /** The next creations are refused. */
    public void refuseCreations(int number) {
        creations = number;
    }

    /** The next completions of user tasks are refused. */
    public void refuseTasks(int number) {
        completions = number;
    }

    long hit(LongSupplier effect) {
        Fault fault = faults.poll();
        if (fault == null) {
            return effect.getAsLong();
        }
        switch (fault) {
            case BUSY -> throw new EngineBusy("busy", null);
            case LOST -> {}
            case ANSWER_LOST -> effect.getAsLong();
            case LATE -> time.after(LATE, effect::getAsLong);
        }
        throw new Unavailable(fault.name(), null);
    }

    void refuseCreation() {
        if (creations > 0) {
            creations--;
            throw notNow();
        }
    }

    void refuseTask() {
        if (completions > 0) {
            completions--;
            throw notNow();
        }
    }

    private static Refused notNow() {
        return new Refused("invalid-argument", "not now");
    }
}
