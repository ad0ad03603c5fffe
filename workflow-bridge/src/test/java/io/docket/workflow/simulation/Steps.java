package io.docket.workflow.simulation;

import java.util.function.Supplier;

/** Counts what the bridge does to the world, and lets it die, or something else happen, before or after one of these steps. */
public final class Steps {
    private int taken;
    private int planned = Integer.MAX_VALUE;
    private Runnable event = () -> {};

    /** The bridge dies at that many half steps from the start: odd before, even after an effect. */
    public void dieAt(int halfStep) {
        at(halfStep, () -> {
            throw new Crash(halfStep);
        });
    }

    /** The bridge dies that many half steps from now. */
    public void dieIn(int halfSteps) {
        dieAt(taken + halfSteps);
    }

    /** Something happens at that many half steps from the start. */
    public void at(int halfStep, Runnable happens) {
        planned = halfStep;
        event = happens;
    }

    /** Something happens that many half steps from now. */
    public void in(int halfSteps, Runnable happens) {
        at(taken + halfSteps, happens);
    }

    /** True if that step was reached. */
    public boolean reached() {
        return taken >= planned;
    }

    <T> T take(Supplier<T> effect) {
        half();
        T result = effect.get();
        half();
        return result;
    }

    void take(Runnable effect) {
        take(() -> {
            effect.run();
            return null;
        });
    }

    private synchronized void half() {
        if (++taken == planned) {
            event.run();
        }
    }
}
