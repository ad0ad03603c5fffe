package io.docket.command.process.deploy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.Activated;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessDefinitionEvent.Refused;
import io.docket.contracts.event.ProcessDefinitionEvent.ResourcesDeployed;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a process definition.
 *
 * @param deployed what was deployed last
 * @param version sequence of its last event
 * @param outcomes what the engine last said about each deployment, by the deployment's sequence
 */
public record ProcessDefinitionState(
        @JsonTypeInfo(use = Id.CLASS) ProcessDefinitionEvent deployed,
        long version,
        @JsonTypeInfo(use = Id.CLASS) Map<Long, ProcessDefinitionEvent> outcomes) {
    /** Process definitions. */
    public static final EntityKind<ProcessDefinitionState, ProcessDefinitionEvent> KIND =
            new EntityKind<>("process-definition", ProcessDefinitionEvent.class, ProcessDefinitionState::evolve);

    private static ProcessDefinitionState evolve(
            @Nullable ProcessDefinitionState before, ProcessDefinitionEvent event, String actor) {
        long version = before == null ? 1 : before.version + 1;
        Map<Long, ProcessDefinitionEvent> outcomes = before == null ? Map.of() : before.outcomes;
        return switch (event) {
            case Deployed _, ResourcesDeployed _ -> new ProcessDefinitionState(event, version, outcomes);
            case Activated activated -> told(before, version, activated.deployment(), event);
            case Refused refused -> told(before, version, refused.deployment(), event);
        };
    }

    private static ProcessDefinitionState told(
            @Nullable ProcessDefinitionState before, long version, long deployment, ProcessDefinitionEvent outcome) {
        if (before == null) {
            throw new IllegalStateException("the history of a process definition starts with " + outcome);
        }
        Map<Long, ProcessDefinitionEvent> outcomes = new HashMap<>(before.outcomes);
        outcomes.put(deployment, outcome);
        return new ProcessDefinitionState(before.deployed, version, Map.copyOf(outcomes));
    }
}
