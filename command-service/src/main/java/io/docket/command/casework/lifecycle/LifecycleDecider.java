package io.docket.command.casework.lifecycle;

import io.docket.command.casework.CaseState;
import io.docket.command.casework.CaseStatus;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.CaseEvent;
import java.util.List;

/**
 * Decides on the status of a case.
 *
 * <pre>
 *   OPEN ──close──> CLOSED ──archive──> ARCHIVED
 *     ^                │
 *     └────reopen──────┘
 * </pre>
 */
public final class LifecycleDecider {
    private LifecycleDecider() {}

    /** Decides on the end of work. */
    public static List<CaseEvent> decide(CaseState state, CloseCase command, DecisionContext context) {
        state.requireOpen();
        return List.of(new CaseEvent.Closed(command.outcome()));
    }

    /** Decides on a new beginning. */
    public static List<CaseEvent> decide(CaseState state, ReopenCase command, DecisionContext context) {
        requireClosed(state);
        return List.of(new CaseEvent.Reopened());
    }

    /** Decides on putting away. */
    public static List<CaseEvent> decide(CaseState state, ArchiveCase command, DecisionContext context) {
        requireClosed(state);
        return List.of(new CaseEvent.Archived());
    }

    private static void requireClosed(CaseState state) {
        if (state.status() != CaseStatus.CLOSED) {
            throw Rejection.conflict("case-" + state.status(), "the case is " + state.status());
        }
    }
}
