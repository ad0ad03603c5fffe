package io.docket.command.process.record;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.command.process.ProcessState;
import io.docket.contracts.event.ProcessEvent;
import java.util.List;

/** Decides on an instance that the engine started by itself: it is there from now on; the same again changes nothing. */
public final class AdoptProcessDecider implements Operation<AdoptProcess> {
    @Override
    public void perform(String id, AdoptProcess command, DecisionContext context, Workspace workspace) {
        if (workspace.find(ProcessState.KIND, id).isEmpty()) {
            workspace.create(
                    ProcessState.KIND,
                    id,
                    List.of(
                            new ProcessEvent.Requested(null, command.processId(), null),
                            new ProcessEvent.Started(command.engineKey(), command.processVersion())));
        }
    }
}
