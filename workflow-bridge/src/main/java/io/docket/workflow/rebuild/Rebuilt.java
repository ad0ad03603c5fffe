package io.docket.workflow.rebuild;

import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.start.StartRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the log says of the instances that are not over.
 *
 * @param open those that no engine is known to run
 * @param running those that an engine was told to run
 * @param tasks tasks that an engine made and that are not over
 */
public record Rebuilt(
        Map<InstanceRef, StartRequest> open, Map<InstanceRef, Running> running, Map<TaskRef, EngineTask> tasks) {
    static Rebuilt empty() {
        return new Rebuilt(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * An instance in an engine.
     *
     * @param request what asked for it
     * @param startedId id of the event that told its start
     * @param cancelled whether its end was asked for
     */
    public record Running(StartRequest request, String startedId, boolean cancelled) {}

    /**
     * A task.
     *
     * @param tenant owner
     * @param id id
     */
    public record TaskRef(String tenant, String id) {}

    /**
     * A task that an engine made.
     *
     * @param processInstanceId its instance
     * @param createdId id of the event that told of it
     */
    public record EngineTask(String processInstanceId, String createdId) {}
}
