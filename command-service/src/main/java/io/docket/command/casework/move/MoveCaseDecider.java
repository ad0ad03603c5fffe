package io.docket.command.casework.move;

import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.CaseEvent;
import java.util.List;

/** Decides on a move: the stage must exist, and the present stage must allow it. */
public final class MoveCaseDecider {
    private MoveCaseDecider() {}

    /** The decision. */
    public static List<CaseEvent> decide(CaseState state, CaseTypeVersion type, MoveCase command) {
        String to = command.stage();
        if (type.stage(to).isEmpty()) {
            throw Rejection.unknown("unknown-stage", "/stage", "case type " + type.id() + " has no stage " + to);
        }
        state.requireOpen();
        if (to.equals(state.stage())) {
            throw Rejection.conflict("already-there", "the case is in stage " + to);
        }
        List<String> allowed =
                type.stage(state.stage()).map(stage -> stage.next()).orElse(null);
        if (allowed != null && !allowed.contains(to)) {
            throw Rejection.conflict(
                    "move-not-allowed", "from stage " + state.stage() + " a case cannot move to " + to);
        }
        return List.of(new CaseEvent.Moved(state.stage(), to));
    }
}
