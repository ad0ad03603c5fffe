package io.docket.contracts.event;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a process definition. Entity {@code process-definition}. A deployment is known by the sequence of its
 * event; replayed in order, the deployments make an empty engine whole again.
 */
public sealed interface ProcessDefinitionEvent extends DomainEvent {
    /**
     * A BPMN resource, and what is deployed together with it, is to run in the engine from now on.
     *
     * @param resourceName file name, ends with {@code .bpmn}
     * @param processIds ids of the executable processes in it
     * @param bpmn the XML itself
     * @param resources further resources of the same deployment; absent where there are none
     */
    record Deployed(
            String resourceName,
            List<String> processIds,
            String bpmn,
            @Nullable List<Resource> resources) implements ProcessDefinitionEvent {
        /** A deployment of one BPMN resource. */
        public Deployed(String resourceName, List<String> processIds, String bpmn) {
            this(resourceName, processIds, bpmn, null);
        }

        /** Everything that is deployed, the BPMN first. */
        public List<Resource> all() {
            return Stream.concat(
                            Stream.of(new Resource(resourceName, bpmn)),
                            resources == null ? Stream.of() : resources.stream())
                    .toList();
        }
    }

    /** Decisions or forms are to be known to the engine from now on. */
    record ResourcesDeployed(List<Resource> resources) implements ProcessDefinitionEvent {}

    /**
     * The engine took a deployment.
     *
     * @param deployment sequence of the deployment's event
     * @param processes its processes, as the engine counts them
     * @param decisions its decisions, as the engine counts them
     * @param forms its forms, as the engine counts them
     */
    record Activated(
            long deployment, List<EngineVersion> processes, List<EngineVersion> decisions, List<EngineVersion> forms)
            implements ProcessDefinitionEvent {}

    /**
     * The engine refused a deployment; what was deployed before stays.
     *
     * @param deployment sequence of the deployment's event
     * @param code short and stable name of the reason
     * @param message what the engine said
     */
    record Refused(long deployment, String code, String message) implements ProcessDefinitionEvent {}

    /**
     * A file of a deployment.
     *
     * @param name file name, ends with {@code .bpmn}, {@code .dmn} or {@code .form}
     * @param content the text itself
     */
    record Resource(String name, String content) {}

    /**
     * A version of something deployed.
     *
     * @param id id of the process, decision or form
     * @param version the engine's version of it, from 1
     * @param engineKey the engine's key of this version
     */
    record EngineVersion(String id, long version, String engineKey) {}
}
