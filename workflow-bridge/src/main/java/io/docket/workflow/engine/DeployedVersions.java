package io.docket.workflow.engine;

import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import java.util.List;

/**
 * What the engine made of a deployment; ids as the engine knows them.
 *
 * @param processes its processes
 * @param decisions its decisions
 * @param forms its forms
 */
public record DeployedVersions(
        List<EngineVersion> processes, List<EngineVersion> decisions, List<EngineVersion> forms) {}
