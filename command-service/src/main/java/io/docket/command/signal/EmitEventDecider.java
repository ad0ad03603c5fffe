package io.docket.command.signal;

import io.docket.command.casework.CaseOf;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.contracts.event.SignalEvent;
import java.util.List;

/** Decides on an event from outside: its case must be there. */
public final class EmitEventDecider implements Operation<EmitEvent> {
    /** Id of the event's entity. */
    public static String idOf(EmitEvent command, String commandId) {
        return CaseOf.newId(command.caseId(), "s-", commandId);
    }

    @Override
    public void perform(String id, EmitEvent command, DecisionContext context, Workspace workspace) {
        CaseOf.requireThere(command.caseId(), workspace);
        workspace.create(
                SignalState.KIND,
                id,
                List.of(new SignalEvent.Emitted(command.caseId(), command.name(), command.data())));
    }
}
