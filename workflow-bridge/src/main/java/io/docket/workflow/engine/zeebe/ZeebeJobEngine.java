package io.docket.workflow.engine.zeebe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.docket.workflow.job.JobEngine;
import io.docket.workflow.settings.BridgeSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Tells Zeebe how jobs ended. */
@Singleton
@SuppressWarnings("deprecation")
public class ZeebeJobEngine implements JobEngine {
    private final ZeebeClient client;
    private final Duration requestTimeout;

    /** Told by the client. */
    @Inject
    public ZeebeJobEngine(ZeebeClient client, BridgeSettings settings) {
        this(client, settings.engine().requestTimeout());
    }

    /** Told by the client, with this long for each request. */
    public ZeebeJobEngine(ZeebeClient client, Duration requestTimeout) {
        this.client = client;
        this.requestTimeout = requestTimeout;
    }

    @Override
    public void complete(long jobKey, ObjectNode variables) {
        Requests.send(client.newCompleteCommand(jobKey).variables(Requests.bounded(variables)), requestTimeout);
    }

    @Override
    public void throwError(long jobKey, String code, String message, ObjectNode variables) {
        Requests.send(
                client.newThrowErrorCommand(jobKey)
                        .errorCode(code)
                        .errorMessage(message)
                        .variables(Requests.bounded(variables)),
                requestTimeout);
    }

    @Override
    public void note(long elementInstanceKey, ObjectNode variables) {
        Requests.send(
                client.newSetVariablesCommand(elementInstanceKey)
                        .variables(Requests.bounded(variables))
                        .local(true),
                requestTimeout);
    }

    @Override
    public void fail(long jobKey, int retries, Duration pause, String message, ObjectNode variables) {
        Requests.send(
                client.newFailCommand(jobKey)
                        .retries(retries)
                        .retryBackoff(pause)
                        .errorMessage(message)
                        .variables(Requests.bounded(variables)),
                requestTimeout);
    }
}
