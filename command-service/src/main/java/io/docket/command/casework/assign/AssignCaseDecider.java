package io.docket.command.casework.assign;

import io.docket.command.casework.CaseState;
import io.docket.command.decision.DecisionContext;
import io.docket.contracts.event.CaseEvent;
import java.util.List;
import java.util.Objects;

/** Decides on another assignee of a case. */
public final class AssignCaseDecider {
    private AssignCaseDecider() {}

    /** The decision. */
    public static List<CaseEvent> decide(CaseState state, AssignCase command, DecisionContext context) {
        state.requireOpen();
        if (Objects.equals(state.assignee(), command.assignee())) {
            return List.of();
        }
        return List.of(new CaseEvent.Assigned(command.assignee(), state.assignee()));
    }
}
