package io.docket.workflow.memory;

import java.util.OptionalLong;

/** Which of our tasks are user tasks of the engine. */
public interface TaskMemory {
    /** Notes the key of the task in the engine. */
    void bindTask(String tenant, String taskId, long userTaskKey);

    /** Key of the task in the engine; empty for a task that is not the engine's. */
    OptionalLong userTaskKey(String tenant, String taskId);

    /** The task is at its end; it is forgotten in a while. */
    void taskEnded(String tenant, String taskId);
}
