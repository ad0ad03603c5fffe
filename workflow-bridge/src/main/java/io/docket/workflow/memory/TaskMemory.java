package io.docket.workflow.memory;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Which of our tasks are user tasks of the engine. */
public interface TaskMemory {
    /** Notes the key of the task in the engine, and whose it is. */
    void bindTask(String tenant, String taskId, long userTaskKey, @Nullable String processInstanceId);

    /** The process instance of the task; empty for a task that is not the engine's. */
    Optional<String> processInstanceId(String tenant, String taskId);

    /** Key of the task in the engine; empty for a task that is not the engine's. */
    OptionalLong userTaskKey(String tenant, String taskId);

    /** The task is at its end; it is forgotten in a while. */
    void taskEnded(String tenant, String taskId);

    /** True if the task is at its end and not yet forgotten. */
    boolean hasEnded(String tenant, String taskId);

    /** Notes that the engine is about to be told that nobody has the task. */
    void unassigning(String tenant, String taskId, Instant now);

    /** When the engine was last told so; empty if it was not, or long ago. */
    Optional<Instant> unassigning(String tenant, String taskId);
}
