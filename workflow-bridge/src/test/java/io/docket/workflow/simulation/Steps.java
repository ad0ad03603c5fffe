package io.docket.workflow.simulation;

import java.util.function.Supplier;

/** Counts what the bridge does to the world, and lets it die before or after one of these steps. */
public final class Steps {
    private int taken;
    private int deadly = Integer.MAX_VALUE;

    /** The bridge dies at that many half steps from the start: odd before, even after an effect. */
    public void dieAt(int halfStep) {
        deadly = halfStep;
    }

    /** The bridge dies that many half steps from now. */
    public void dieIn(int halfSteps) {
        deadly = taken + halfSteps;
    }

    /** True if the deadly step was reached. */
    public boolean reached() {
        return taken >= deadly;
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
        if (++taken == deadly) {
            throw new Crash(taken);
        }
    }
}
