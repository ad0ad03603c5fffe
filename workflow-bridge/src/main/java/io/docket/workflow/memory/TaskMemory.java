package io.docket.workflow.memory;

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
}
