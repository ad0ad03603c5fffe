package io.docket.workflow.definition;

import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.start.ProcessStarts;

/** Deploys what was accepted as a process definition, then starts what was waiting for it. */
public final class Deployments {
    private final Engine engine;
    private final ProcessStarts starts;
    private final Needs needs;

    /** Deployments to the engine. */
    public Deployments(Engine engine, ProcessStarts starts, Needs needs) {
        this.engine = engine;
        this.starts = starts;
        this.needs = needs;
    }

    /** Returns once the engine has the processes. The engine keeps one version of a resource that it knows already. */
    public void deploy(String tenant, ProcessDefinitionEvent.Deployed definition) {
        ProcessNeeds.of(definition.bpmn()).forEach((processId, paths) -> needs.note(tenant, processId, paths));
        engine.deploy(tenant + "/" + definition.resourceName(), EngineBpmn.forTenant(tenant, definition.bpmn()));
        definition.processIds().forEach(processId -> starts.startParked(tenant, processId));
    }
}
