package io.docket.command.process.deploy;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Entity;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Workspace;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import java.util.List;
import java.util.Optional;

/** Decides on a deployment: the resource must hold an executable process; the same resource again changes nothing. */
public final class DeployProcessDecider implements Operation<DeployProcess> {
    /** Id of the process definition: the first executable process in the resource. */
    public static String idOf(DeployProcess command) {
        return BpmnReader.executableProcesses(command.bpmn()).getFirst();
    }

    @Override
    public void perform(String id, DeployProcess command, DecisionContext context, Workspace workspace) {
        Optional<Entity<ProcessDefinitionState, ProcessDefinitionEvent>> known =
                workspace.find(ProcessDefinitionState.KIND, id);
        List<ProcessDefinitionEvent> deployed = List.of(
                new Deployed(command.resourceName(), BpmnReader.executableProcesses(command.bpmn()), command.bpmn()));
        if (known.isEmpty()) {
            workspace.create(ProcessDefinitionState.KIND, id, deployed);
        } else if (!known.get().state().bpmn().equals(command.bpmn())) {
            known.get().apply(deployed);
        }
    }
}
