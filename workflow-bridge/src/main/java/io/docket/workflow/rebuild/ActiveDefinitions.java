package io.docket.workflow.rebuild;

import io.docket.contracts.event.ProcessDefinitionEvent.Activated;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.position.Position;
import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.LoggedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The versions of processes that the engine has, each with the place of its deployment. The diagrams of all that were ever deployed
 * may be more than the heap has room for: they are read again, one at a time, once all is known.
 */
final class ActiveDefinitions {
    private final Map<DeploymentKey, Position> deployments = new HashMap<>();
    private final Map<Version, Source> versions = new HashMap<>();

    /** Takes in a deployment. */
    void deployed(LoggedEvent deployment) {
        deployments.put(key(deployment, deployment.envelope().sequence()), deployment.place());
    }

    /** Takes in that the engine has one; told again, the version is the later one's. */
    void activated(LoggedEvent event, Activated activated) {
        Position deployment = deployments.get(key(event, activated.deployment()));
        if (deployment != null) {
            String tenant = event.envelope().tenant();
            activated
                    .processes()
                    .forEach(process -> versions.put(
                            new Version(tenant, process.id(), process.version()),
                            new Source(deployment, process.engineKey())));
        }
    }

    /** The engine's key of the version, if it is known by now. */
    OptionalLong engineKey(String tenant, String processId, long version) {
        Source source = versions.get(new Version(tenant, processId, version));
        return source == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(source.engineKey()));
    }

    /** Notes all of them. */
    void note(Logs logs, DefinitionMemory definitions) {
        Map<Position, Map<Version, Source>> byDeployment = versions.entrySet().stream()
                .collect(Collectors.groupingBy(
                        version -> version.getValue().deployment(),
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        logs.eventsAt(byDeployment.keySet(), logged -> {
            if (Effects.read(logged.envelope()) instanceof Deployed deployed) {
                byDeployment
                        .get(logged.place())
                        .forEach((version, source) -> note(deployed, version, source, definitions));
            }
        });
    }

    private static void note(Deployed deployed, Version version, Source source, DefinitionMemory definitions) {
        EngineVersion process = new EngineVersion(version.processId(), version.number(), source.engineKey());
        definitions.note(version.tenant(), version.processId(), version.number(), Deployments.known(deployed, process));
    }

    private static DeploymentKey key(LoggedEvent event, long sequence) {
        return new DeploymentKey(
                event.envelope().tenant(), event.envelope().subject().id(), sequence);
    }

    private record DeploymentKey(String tenant, String definitionId, long sequence) {}

    private record Version(String tenant, String processId, long number) {}

    private record Source(Position deployment, String engineKey) {}
}
