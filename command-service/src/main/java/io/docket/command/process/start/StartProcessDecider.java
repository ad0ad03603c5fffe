package io.docket.command.process.start;

import io.docket.command.casework.CaseOf;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.interim.InterimData;
import io.docket.command.process.ProcessState;
import io.docket.contracts.event.ProcessEvent;
import java.util.List;

/** Decides on asking for a process instance: its case must be open, its id must belong to the case, its form be there. */
public final class StartProcessDecider implements Operation<StartProcess> {
    private final InterimData interim;

    /** @param interim where start forms are */
    public StartProcessDecider(InterimData interim) {
        this.interim = interim;
    }

    @Override
    public void perform(String id, StartProcess command, DecisionContext context, Workspace workspace) {
        String caseId = command.caseId();
        CaseOf.requireFitting("/processInstanceId", id, caseId);
        if (caseId != null) {
            workspace
                    .find(CaseState.KIND, caseId)
                    .orElseThrow(() -> Rejection.unknown("unknown-case", "/caseId", "there is no case " + caseId))
                    .state()
                    .requireOpen();
        }
        if (command.form() != null) {
            interim.require(InterimData.Use.START_PROCESS, command.processId(), command.form());
        }
        ProcessEvent requested =
                new ProcessEvent.Requested(caseId, command.processId(), command.variables(), command.form(), null);
        workspace.create(ProcessState.KIND, id, List.of(requested));
    }
}
