package io.docket.workflow.definition;

import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.event.ProcessDefinitionEvent.Resource;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.engine.DeployedVersions;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.start.ProcessStarts;
import java.util.List;

/**
 * Deploys what was accepted as a process definition, reports the engine's versions of it, then starts what was waiting
 * for it.
 */
public final class Deployments {
    private static final int MAX_MESSAGE = 4_000;

    private final Engine engine;
    private final Commands commands;
    private final DefinitionMemory definitions;
    private final ProcessStarts starts;
    private final Needs needs;

    /** Deployments to the engine. */
    public Deployments(
            Engine engine, Commands commands, DefinitionMemory definitions, Needs needs, ProcessStarts starts) {
        this.engine = engine;
        this.commands = commands;
        this.definitions = definitions;
        this.starts = starts;
        this.needs = needs;
    }

    /** Returns once the engine has the deployment. The engine keeps one version of a resource that it knows already. */
    public void deploy(DeploymentRef deployment, Deployed definition) {
        ProcessNeeds.of(definition).forEach((process, need) -> needs.note(deployment.tenant(), process, need));
        DeployedVersions versions = deploy(deployment, definition.all());
        for (EngineVersion process : EngineResources.ofTenant(deployment.tenant(), versions.processes())) {
            definitions.note(deployment.tenant(), process.id(), process.version(), known(definition, process));
        }
        definition.processIds().forEach(processId -> starts.startParked(deployment.tenant(), processId));
    }

    /** Returns once the engine has the decisions and forms. */
    public void deployResources(DeploymentRef deployment, List<Resource> resources) {
        deploy(deployment, resources);
    }

    /** The version of a process, as it is noted of its deployment. */
    public static KnownDefinition known(Deployed definition, EngineVersion process) {
        return new KnownDefinition(
                Long.parseLong(process.engineKey()),
                definition.all().stream()
                        .filter(resource -> resource.name().endsWith(".bpmn"))
                        .map(resource -> EngineBpmn.flowNodes(resource.content(), process.id()))
                        .filter(elements -> !elements.isEmpty())
                        .findFirst()
                        .orElseThrow(() -> new Refused("no-process", "no elements of " + process.id())));
    }

    private DeployedVersions deploy(DeploymentRef deployment, List<Resource> resources) {
        String tenant = deployment.tenant();
        try {
            DeployedVersions versions = engine.deploy(EngineResources.forTenant(tenant, resources));
            commands.send(DeploymentReports.activated(deployment, versions));
            return versions;
        } catch (Refused e) {
            BridgeCommand report = DeploymentReports.report(deployment, "refused", "refused");
            String message = String.valueOf(e.getMessage());
            report.payload().put("code", e.code());
            report.payload().put("message", message.substring(0, Math.min(message.length(), MAX_MESSAGE)));
            commands.send(report);
            throw e;
        }
    }
}
