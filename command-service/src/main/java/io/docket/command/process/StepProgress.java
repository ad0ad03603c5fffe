package io.docket.command.process;

import io.docket.contracts.event.ProcessEvent;

/**
 * How much of an instance's way through the diagram is recorded.
 *
 * @param steps how many steps are recorded
 * @param enginePosition position of the last one in the engine's log
 * @param cut whether no more are
 */
public record StepProgress(int steps, long enginePosition, boolean cut) {
    /** Nothing. */
    static final StepProgress NONE = new StepProgress(0, -1, false);

    StepProgress after(ProcessEvent.Step step) {
        return new StepProgress(steps + 1, step.enginePosition(), cut);
    }

    StepProgress ended() {
        return new StepProgress(steps, enginePosition, true);
    }

    StepProgress inAnotherLog() {
        return new StepProgress(steps, -1, cut);
    }
}
