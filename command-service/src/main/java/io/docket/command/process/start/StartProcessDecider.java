package io.docket.command.process.start;

import io.docket.command.casework.CaseOf;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.form.FormVersion;
import io.docket.command.form.Forms;
import io.docket.command.interim.InterimData;
import io.docket.command.process.ProcessState;
import io.docket.contracts.event.ProcessEvent;
import java.util.List;
import java.util.Optional;

/**
 * Decides on asking for a process instance: its case must be open, its id must belong to the case, its form be there and
 * filled in as the process demands.
 */
public final class StartProcessDecider implements Operation<StartProcess> {
    private final InterimData interim;
    private final Forms forms;

    /**
     * @param interim where start forms are
     * @param forms what they are held to
     */
    public StartProcessDecider(InterimData interim, Forms forms) {
        this.interim = interim;
        this.forms = forms;
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
        ProcessEvent requested = new ProcessEvent.Requested(
                caseId,
                command.processId(),
                command.variables(),
                command.form(),
                null,
                checkedForm(command, context).map(FormVersion::reference).orElse(null));
        workspace.create(ProcessState.KIND, id, List.of(requested));
    }

    /** The form that the process names for its start; what was brought fits it. */
    private Optional<FormVersion> checkedForm(StartProcess command, DecisionContext context) {
        if (command.form() == null) {
            return Optional.empty();
        }
        InterimData.Brought brought = interim.require(
                InterimData.Use.START_PROCESS, command.processId(), command.form(), context.commandId());
        Optional<FormVersion> form = forms.ofKey(context.tenant(), brought.formKey());
        form.ifPresent(version -> version.requireBrought(brought.data()));
        return form;
    }
}
