package io.docket.workflow.rebuild;

import io.docket.contracts.position.Position;
import io.docket.workflow.memory.InstanceRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of the instances that are not over: ids and places in the log. There may be more instances than the heap
 * has room for their data; that is read again where it is needed.
 *
 * @param open those that no engine is known to run
 * @param awaited the processes that those are of, once they are parked
 * @param running those that an engine was told to run, if a new engine is set up
 * @param tasks tasks that an engine made and that are not over, if a new engine is set up
 */
public record Rebuilt(
        Map<InstanceRef, Open> open,
        Set<ProcessRef> awaited,
        Map<InstanceRef, Running> running,
        Map<TaskRef, EngineTask> tasks) {
    static Rebuilt empty() {
        return new Rebuilt(new LinkedHashMap<>(), new HashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * An instance in no engine.
     *
     * @param request place of what asked for it
     * @param again the latest wish to try it again, if there is one
     */
    public record Open(Position request, @Nullable Wish again) {}

    /**
     * A wish to try a start again.
     *
     * @param eventId id of the event
     * @param time when that was
     */
    public record Wish(String eventId, Instant time) {}

    /**
     * A process.
     *
     * @param tenant owner
     * @param processId id as the tenant knows it
     */
    public record ProcessRef(String tenant, String processId) {}

    /**
     * An instance in an engine.
     *
     * @param request place of what asked for it
     * @param startedId id of the event that told its start
     * @param cancelled whether its end was asked for
     */
    public record Running(Position request, String startedId, boolean cancelled) {}

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
