package io.docket.command.process.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports what the engine said about a deployment.
 *
 * @param definitionId id of the definition
 * @param deployment sequence of the deployment's event
 * @param outcome what it said
 * @param processes its processes, where it took them
 * @param decisions its decisions, where it took them
 * @param forms its forms, where it took them
 * @param code short name of the reason, where it refused them
 * @param message its words, where it refused them
 */
public record RecordDeployment(
        String definitionId,
        long deployment,
        Outcome outcome,
        @Nullable List<EngineVersion> processes,
        @Nullable List<EngineVersion> decisions,
        @Nullable List<EngineVersion> forms,
        @Nullable String code,
        @Nullable String message) {
    /** What the engine said. */
    public enum Outcome {
        @JsonProperty("activated")
        ACTIVATED,
        @JsonProperty("refused")
        REFUSED
    }
}
