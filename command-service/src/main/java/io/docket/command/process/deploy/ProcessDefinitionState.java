package io.docket.command.process.deploy;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.ProcessDefinitionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a process definition.
 *
 * @param bpmn what was deployed last
 */
public record ProcessDefinitionState(String bpmn) {
    /** Process definitions. */
    public static final EntityKind<ProcessDefinitionState, ProcessDefinitionEvent> KIND =
            new EntityKind<>("process-definition", ProcessDefinitionEvent.class, ProcessDefinitionState::evolve);

    private static ProcessDefinitionState evolve(
            @Nullable ProcessDefinitionState before, ProcessDefinitionEvent event, String actor) {
        return switch (event) {
            case ProcessDefinitionEvent.Deployed deployed -> new ProcessDefinitionState(deployed.bpmn());
        };
    }
}
