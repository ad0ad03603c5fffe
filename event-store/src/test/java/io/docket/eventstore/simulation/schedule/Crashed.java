package io.docket.eventstore.simulation.schedule;

/** Ends a thread whose process is dead. An error, so that nothing that handles failures sees it. */
public final class Crashed extends Error {
    private static final long serialVersionUID = 1L;

    Crashed() {
        super("the process is dead", null, false, false);
    }
}
