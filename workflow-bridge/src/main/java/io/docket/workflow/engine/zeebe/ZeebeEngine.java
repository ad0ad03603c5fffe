package io.docket.workflow.engine.zeebe;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.FinalCommandStep;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.DeployedVersions;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineMessage;
import io.docket.workflow.engine.EngineResource;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.settings.BridgeSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The engine behind Zeebe's client: gRPC, and REST for user tasks. */
@Singleton
@SuppressWarnings("deprecation")
public class ZeebeEngine implements Engine {
    /** Zeebe 8.6 has no code of its own for it. */
    private static final String NO_DECISION = "no decision found";

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final ZeebeClient client;
    private final Duration requestTimeout;

    /** An engine that is reached by the client. */
    @Inject
    public ZeebeEngine(ZeebeClient client, BridgeSettings settings) {
        this(client, settings.engine().requestTimeout());
    }

    /** An engine that is given this long for each request. */
    public ZeebeEngine(ZeebeClient client, Duration requestTimeout) {
        this.client = client;
        this.requestTimeout = requestTimeout;
    }

    @Override
    public DeployedVersions deploy(List<EngineResource> resources) {
        return ZeebeDeployments.versions(send(ZeebeDeployments.request(client, resources)));
    }

    @Override
    public boolean hasDecision(String decisionId) {
        try {
            send(client.newEvaluateDecisionCommand().decisionId(decisionId));
            return true;
        } catch (Refused e) {
            if (e instanceof NotFound || String.valueOf(e.getMessage()).contains(NO_DECISION)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public long create(String processId, ObjectNode variables) {
        return send(client.newCreateInstanceCommand()
                        .bpmnProcessId(processId)
                        .latestVersion()
                        .variables(Requests.bounded(variables)))
                .getProcessInstanceKey();
    }

    @Override
    public void cancel(long instanceKey) {
        send(client.newCancelInstanceCommand(instanceKey));
    }

    @Override
    public long publish(EngineMessage message) {
        return send(client.newPublishMessageCommand()
                        .messageName(message.name())
                        .correlationKey(message.correlationKey())
                        .messageId(message.id())
                        .timeToLive(message.timeToLive())
                        .variables(Requests.bounded(message.variables())))
                .getMessageKey();
    }

    @Override
    public void updateRetries(long jobKey, int retries) {
        send(client.newUpdateRetriesCommand(jobKey).retries(retries));
    }

    @Override
    public void resolveIncident(long incidentKey) {
        send(client.newResolveIncidentCommand(incidentKey));
    }

    @Override
    public void migrate(long instanceKey, long definitionKey, Map<String, String> mapping) {
        send(client.newMigrateProcessInstanceCommand(instanceKey)
                .migrationPlan(ZeebeDeployments.plan(definitionKey, mapping)));
    }

    @Override
    public void completeUserTask(long userTaskKey, ObjectNode variables) {
        Requests.bounded(variables);
        Map<String, Object> values = Json.mapper().convertValue(variables, new TypeReference<>() {});
        send(client.newUserTaskCompleteCommand(userTaskKey).action(ACTION).variables(values));
    }

    @Override
    public void completeJob(long jobKey, ObjectNode variables) {
        send(client.newCompleteCommand(jobKey).variables(Requests.bounded(variables)));
    }

    @Override
    public void failJob(long jobKey, String message) {
        unlessIn("FAILED", client.newFailCommand(jobKey).retries(0).errorMessage(message));
    }

    @Override
    public void throwJobError(long jobKey, String code, String message, ObjectNode variables) {
        unlessIn(
                "ERROR_THROWN",
                client.newThrowErrorCommand(jobKey)
                        .errorCode(code)
                        .errorMessage(message)
                        .variables(Requests.bounded(variables)));
    }

    @Override
    public void assignUserTask(long userTaskKey, String assignee) {
        send(client.newUserTaskAssignCommand(userTaskKey)
                .action(ACTION)
                .assignee(assignee)
                .allowOverride(true));
    }

    @Override
    public void unassignUserTask(long userTaskKey) {
        send(client.newUserTaskUnassignCommand(userTaskKey));
    }

    @Override
    public void fence(String id, String correlationKey) {
        send(client.newPublishMessageCommand()
                .messageName(FENCE)
                .correlationKey(correlationKey)
                .messageId(id)
                .timeToLive(Duration.ZERO));
    }

    @Override
    public int partitions() {
        return send(client.newTopologyRequest()).getPartitionsCount();
    }

    @Override
    public boolean isReachable() {
        try {
            return !Requests.send(client.newTopologyRequest(), PROBE_TIMEOUT)
                    .getBrokers()
                    .isEmpty();
        } catch (Unavailable e) {
            return false;
        }
    }

    /** A job that is in the state already stays as it is: the engine refuses it in words alone. */
    private void unlessIn(String state, FinalCommandStep<?> request) {
        try {
            send(request);
        } catch (Refused e) {
            if (!String.valueOf(e.getMessage()).contains("it is in state '" + state + "'")) {
                throw e;
            }
        }
    }

    private <T> T send(FinalCommandStep<T> request) {
        return Requests.send(request, requestTimeout);
    }
}
