package io.docket.cli.wks.bpmn;

import java.util.Map;

/**
 * Ids of what processes name by their names, or by their ids.
 *
 * @param stages ids of the stages of the case types that have the process, by name
 * @param queues ids of the queues by name
 */
public record CaseNames(Map<String, String> stages, Map<String, String> queues) {
    String stage(String name) {
        return stages.getOrDefault(name, name);
    }

    String queue(String name) {
        return queues.getOrDefault(name, name);
    }
}
