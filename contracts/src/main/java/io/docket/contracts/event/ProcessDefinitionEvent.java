package io.docket.contracts.event;

import java.util.List;

/** What happens to a process definition. Entity {@code process-definition}; its version is the sequence of the event. */
public sealed interface ProcessDefinitionEvent extends DomainEvent {
    /**
     * A BPMN resource is to run in the engine from now on.
     *
     * @param resourceName file name, ends with {@code .bpmn}
     * @param processIds ids of the executable processes in it
     * @param bpmn the XML itself
     */
    record Deployed(String resourceName, List<String> processIds, String bpmn) implements ProcessDefinitionEvent {}
}
