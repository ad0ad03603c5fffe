package io.docket.workflow.definition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.event.ProcessDefinitionEvent.Resource;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.engine.EngineResource;
import io.docket.workflow.retry.Refused;
import java.io.UncheckedIOException;
import java.util.List;

/** The files of a deployment as the engine gets them, and what it answers as the tenant knows it. */
final class EngineResources {
    private EngineResources() {}

    /** The files for the engine. Refused if one cannot be read. */
    static List<EngineResource> forTenant(String tenant, List<Resource> resources) {
        return resources.stream()
                .map(resource -> new EngineResource(tenant + "/" + resource.name(), content(tenant, resource)))
                .toList();
    }

    /** The versions with the tenant's own ids. */
    static List<EngineVersion> ofTenant(String tenant, List<EngineVersion> versions) {
        int prefix = EngineNames.prefix(tenant).length();
        return versions.stream()
                .map(version ->
                        new EngineVersion(version.id().substring(prefix), version.version(), version.engineKey()))
                .toList();
    }

    private static String content(String tenant, Resource resource) {
        if (resource.name().endsWith(".bpmn")) {
            return EngineBpmn.forTenant(tenant, resource.content());
        }
        return resource.name().endsWith(".dmn")
                ? EngineDmn.forTenant(tenant, resource.content())
                : form(tenant, resource.content());
    }

    private static String form(String tenant, String form) {
        try {
            if (Json.tree(form.getBytes(UTF_8)) instanceof ObjectNode json) {
                return json.put("id", EngineNames.scoped(tenant, json.path("id").asText()))
                        .toString();
            }
        } catch (UncheckedIOException e) {
            throw new Refused("invalid-form", String.valueOf(e.getMessage()));
        }
        throw new Refused("invalid-form", "it is no JSON object");
    }
}
