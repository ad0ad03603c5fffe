package io.docket.command.process.cancel;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.process.ProcessState;
import io.docket.contracts.event.ProcessEvent;
import java.util.List;

/** Decides on asking for the end of a process instance. */
public final class CancelProcessDecider {
    private CancelProcessDecider() {}

    /** The decision. */
    public static List<ProcessEvent> decide(ProcessState state, CancelProcess command, DecisionContext context) {
        if (state.status().isEnd()) {
            throw Rejection.conflict("process-" + state.status(), "the process is " + state.status());
        }
        return state.cancelRequested() ? List.of() : List.of(new ProcessEvent.CancelRequested());
    }
}
