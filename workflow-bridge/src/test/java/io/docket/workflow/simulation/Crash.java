package io.docket.workflow.simulation;

/** The bridge dies here. */
public final class Crash extends Error {
    Crash(int step) {
        super("step " + step, null, false, false);
    }
}
