package io.docket.command.process.deploy;

import io.docket.command.decision.Rejection;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessDefinitionEvent.Resource;
import io.docket.contracts.event.ProcessDefinitionEvent.ResourcesDeployed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command deploys, looked through.
 *
 * @param id of the definition: the first executable process; without any, the first decision requirements or form with
 *     the ending of its file
 * @param event what is deployed
 */
record Deployment(String id, ProcessDefinitionEvent event) {
    /** The deployment. Rejects what the engine could not run. */
    static Deployment of(DeployProcess command) {
        List<Resource> resources = command.all();
        Set<String> names = new HashSet<>();
        List<String> processes = new ArrayList<>();
        @Nullable Resource bpmn = null;
        @Nullable String other = null;
        for (int i = 0; i < resources.size(); i++) {
            Resource resource = resources.get(i);
            String pointer = command.pointer(i);
            if (!names.add(resource.name())) {
                throw Rejection.invalid("/resources/" + i + "/name", "there are two of this name");
            }
            if (resource.name().endsWith(".bpmn")) {
                processes.addAll(BpmnReader.executableProcesses(pointer, resource.content()));
                bpmn = bpmn == null ? resource : bpmn;
            } else {
                String id = resource.name().endsWith(".dmn")
                        ? DmnReader.idOf(pointer, resource.content()) + ".dmn"
                        : FormReader.idOf(pointer, resource.content()) + ".form";
                other = other == null ? id : other;
            }
        }
        return bpmn == null
                ? new Deployment(Objects.requireNonNull(other), new ResourcesDeployed(resources))
                : new Deployment(processes.getFirst(), deployed(bpmn, processes, resources));
    }

    private static Deployed deployed(Resource bpmn, List<String> processes, List<Resource> resources) {
        List<Resource> others =
                resources.stream().filter(resource -> resource != bpmn).toList();
        return new Deployed(bpmn.name(), List.copyOf(processes), bpmn.content(), others.isEmpty() ? null : others);
    }
}
