package io.docket.command.casework.link;

import io.docket.command.casework.CaseState;
import io.docket.command.casework.Limits;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.CaseEvent;
import java.util.List;

/** Decides on a link between cases. */
public final class LinkCasesDecider {
    private LinkCasesDecider() {}

    /** The decision. */
    public static List<CaseEvent> decide(CaseState state, LinkCases command, DecisionContext context) {
        state.requireNotArchived();
        if (command.otherCaseId().equals(command.caseId())) {
            throw Rejection.invalid("/otherCaseId", "a case cannot be linked to itself");
        }
        CaseEvent.Linked link = new CaseEvent.Linked(command.otherCaseId(), command.relation());
        if (state.links().contains(link)) {
            return List.of();
        }
        Limits.requireRoom(state.links().size(), Limits.MAX_LINKS, "links");
        return List.of(link);
    }
}
