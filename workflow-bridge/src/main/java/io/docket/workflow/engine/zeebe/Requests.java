package io.docket.workflow.engine.zeebe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.api.command.ClientException;
import io.camunda.zeebe.client.api.command.FinalCommandStep;
import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.retry.Refused;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends requests to Zeebe, and says what a failure means. */
@SuppressWarnings("deprecation")
final class Requests {
    private static final int MAX_VARIABLES_BYTES = 3 * 1024 * 1024;
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(2);

    private Requests() {}

    static <T> T send(FinalCommandStep<T> request, Duration timeout) {
        try {
            return request.requestTimeout(timeout)
                    .send()
                    .join(timeout.plus(ANSWER_MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ClientException e) {
            throw Faults.of(e);
        } catch (RuntimeException e) {
            throw new EngineAway(e.toString(), e);
        }
    }

    static String bounded(ObjectNode variables) {
        String json = variables.toString();
        if (json.length() > MAX_VARIABLES_BYTES) {
            throw new Refused("too-large", "variables of " + json.length() + " characters");
        }
        return json;
    }
}
