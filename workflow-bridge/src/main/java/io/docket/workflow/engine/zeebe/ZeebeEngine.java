package io.docket.workflow.engine.zeebe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.FinalCommandStep;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.settings.BridgeSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** The engine behind Zeebe's client: gRPC, and REST for user tasks. */
@Singleton
@SuppressWarnings("deprecation")
public class ZeebeEngine implements Engine {
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
    public void deploy(String resourceName, String bpmn) {
        send(client.newDeployResourceCommand().addResourceString(bpmn, UTF_8, resourceName));
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
    public void completeUserTask(long userTaskKey, ObjectNode variables) {
        Requests.bounded(variables);
        Map<String, Object> values = Json.mapper().convertValue(variables, new TypeReference<>() {});
        send(client.newUserTaskCompleteCommand(userTaskKey).variables(values));
    }

    @Override
    public void assignUserTask(long userTaskKey, String assignee) {
        send(client.newUserTaskAssignCommand(userTaskKey).assignee(assignee).allowOverride(true));
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

    private <T> T send(FinalCommandStep<T> request) {
        return Requests.send(request, requestTimeout);
    }
}
