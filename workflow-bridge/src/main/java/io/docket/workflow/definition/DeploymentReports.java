package io.docket.workflow.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.engine.DeployedVersions;
import java.util.List;
import java.util.stream.Stream;

/** What the engine said about a deployment, as the command {@code record-deployment}. */
final class DeploymentReports {
    private DeploymentReports() {}

    /** The engine took it. An engine that was set up anew may count anew: what it counted is part of the key. */
    static BridgeCommand activated(DeploymentRef deployment, DeployedVersions versions) {
        String counted = Stream.of(versions.processes(), versions.decisions(), versions.forms())
                .flatMap(List::stream)
                .map(version -> version.version() + "@" + version.engineKey())
                .findFirst()
                .orElse("nothing");
        BridgeCommand report = report(deployment, "activated", counted);
        put(report.payload().putArray("processes"), deployment.tenant(), versions.processes());
        put(report.payload().putArray("decisions"), deployment.tenant(), versions.decisions());
        put(report.payload().putArray("forms"), deployment.tenant(), versions.forms());
        return report;
    }

    static BridgeCommand report(DeploymentRef deployment, String outcome, String key) {
        ObjectNode payload = Json.mapper()
                .createObjectNode()
                .put("definitionId", deployment.definitionId())
                .put("deployment", deployment.sequence())
                .put("outcome", outcome);
        return new BridgeCommand(
                deployment.tenant(), "record-deployment", "deployed:" + deployment.eventId() + ":" + key, payload);
    }

    private static void put(ArrayNode list, String tenant, List<EngineVersion> versions) {
        EngineResources.ofTenant(tenant, versions)
                .forEach(version -> list.addObject()
                        .put("id", version.id())
                        .put("version", version.version())
                        .put("engineKey", version.engineKey()));
    }
}
