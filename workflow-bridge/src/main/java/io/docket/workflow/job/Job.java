package io.docket.workflow.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A service task that the engine wants to be worked on.
 *
 * @param key its key; the same at each attempt
 * @param type {@code docket:http}, ...
 * @param processId id of the process in the engine
 * @param processInstanceKey key of the process instance
 * @param elementInstanceKey key of the instance of the service task
 * @param elementId id of the service task in the process
 * @param retries attempts that are left
 * @param headers what the process says about it, the same for each instance
 * @param variables the variables that it sees
 */
public record Job(
        long key,
        String type,
        String processId,
        long processInstanceKey,
        long elementInstanceKey,
        String elementId,
        int retries,
        Map<String, String> headers,
        ObjectNode variables) {
    public Job {
        headers = Map.copyOf(headers);
    }
}
