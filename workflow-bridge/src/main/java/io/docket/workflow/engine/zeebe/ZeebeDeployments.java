package io.docket.workflow.engine.zeebe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.FinalCommandStep;
import io.camunda.zeebe.client.api.command.MigrationPlan;
import io.camunda.zeebe.client.api.command.MigrationPlanBuilderImpl;
import io.camunda.zeebe.client.api.response.DeploymentEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.workflow.engine.DeployedVersions;
import io.docket.workflow.engine.EngineResource;
import java.util.List;
import java.util.Map;

/** Deployments and migration plans in the words of Zeebe's client. */
@SuppressWarnings("deprecation")
final class ZeebeDeployments {
    private ZeebeDeployments() {}

    static FinalCommandStep<DeploymentEvent> request(ZeebeClient client, List<EngineResource> resources) {
        EngineResource first = resources.getFirst();
        var request = client.newDeployResourceCommand().addResourceString(first.content(), UTF_8, first.name());
        for (EngineResource resource : resources.subList(1, resources.size())) {
            request = request.addResourceString(resource.content(), UTF_8, resource.name());
        }
        return request;
    }

    static DeployedVersions versions(DeploymentEvent answer) {
        return new DeployedVersions(
                answer.getProcesses().stream()
                        .map(process -> version(
                                process.getBpmnProcessId(), process.getVersion(), process.getProcessDefinitionKey()))
                        .toList(),
                answer.getDecisions().stream()
                        .map(decision ->
                                version(decision.getDmnDecisionId(), decision.getVersion(), decision.getDecisionKey()))
                        .toList(),
                answer.getForm().stream()
                        .map(form -> version(form.getFormId(), form.getVersion(), form.getFormKey()))
                        .toList());
    }

    static MigrationPlan plan(long definitionKey, Map<String, String> mapping) {
        MigrationPlanBuilderImpl plan = new MigrationPlanBuilderImpl();
        plan.withTargetProcessDefinitionKey(definitionKey);
        mapping.forEach(plan::addMappingInstruction);
        return plan.build();
    }

    private static EngineVersion version(String id, long version, long key) {
        return new EngineVersion(id, version, Long.toString(key));
    }
}
