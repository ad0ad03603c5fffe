package io.docket.workflow.definition;

import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.start.ProcessStarts;

/** Deploys what was accepted as a process definition, then starts what was waiting for it. */
public final class Deployments {
    private final Engine engine;
    private final ProcessStarts starts;

    /** Deployments to the engine. */
    public Deployments(Engine engine, ProcessStarts starts) {
        this.engine = engine;
        this.starts = starts;
    }

    /** Returns once the engine has the processes. The engine keeps one version of a resource that it knows already. */
    public void deploy(String tenant, ProcessDefinitionEvent.Deployed definition) {
        engine.deploy(tenant + "/" + definition.resourceName(), EngineBpmn.forTenant(tenant, definition.bpmn()));
        definition.processIds().forEach(processId -> starts.startParked(tenant, processId));
    }
}
