package io.docket.command.process.deploy;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.contracts.event.ProcessDefinitionEvent;
import java.util.List;
import java.util.Optional;

/** Decides on a deployment: the engine must be able to run it; the same again changes nothing. */
public final class DeployProcessDecider implements Operation<DeployProcess> {
    /** Id of the process definition. */
    public static String idOf(DeployProcess command) {
        return Deployment.of(command).id();
    }

    @Override
    public void perform(String id, DeployProcess command, DecisionContext context, Workspace workspace) {
        Optional<Entity<ProcessDefinitionState, ProcessDefinitionEvent>> known =
                workspace.find(ProcessDefinitionState.KIND, id);
        ProcessDefinitionEvent deployed = Deployment.of(command).event();
        if (known.isEmpty()) {
            workspace.create(ProcessDefinitionState.KIND, id, List.of(deployed));
        } else if (!known.get().state().deployed().equals(deployed)) {
            known.get().apply(List.of(deployed));
        }
    }
}
