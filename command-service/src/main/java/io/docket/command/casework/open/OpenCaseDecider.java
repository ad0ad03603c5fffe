package io.docket.command.casework.open;

import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.process.ProcessState;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.id.EntityId;
import java.util.List;

/** Decides on a new case, and asks for the process of its type in the same commit. */
public final class OpenCaseDecider implements Operation<OpenCase> {
    private final CaseTypes types;

    public OpenCaseDecider(CaseTypes types) {
        this.types = types;
    }

    @Override
    public void perform(String id, OpenCase command, DecisionContext context, Workspace workspace) {
        CaseTypeVersion type = types.current(context.tenant(), command.caseType())
                .orElseThrow(() -> Rejection.unknown(
                        "unknown-case-type", "/caseType", "there is no case type " + command.caseType()));
        workspace.create(CaseState.KIND, id, decide(id, type, command));
        String process = type.definition().process();
        if (process != null) {
            ProcessEvent requested = new ProcessEvent.Requested(id, process, null, null, command.data());
            workspace.create(ProcessState.KIND, EntityId.dependent(id, process + "-1"), List.of(requested));
        }
    }

    static List<CaseEvent> decide(String id, CaseTypeVersion type, OpenCase command) {
        type.requireValid(command.data());
        type.requireQueue(command.queue());
        return List.of(new CaseEvent.Opened(
                type.id(),
                type.version(),
                command.number() == null ? id : command.number(),
                command.title(),
                type.firstStage().id(),
                command.data(),
                command.queue(),
                command.assignee()));
    }
}
