package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the form of each task of a process lies, and who has the task. */
public interface TaskForms {
    /**
     * Notes a new task. Where the definition has several tasks in the instance, by the diagram or as it turns out, each has
     * a form of its own. Repeating it changes nothing.
     *
     * @param repeated whether the diagram lets the instance have several tasks of the definition
     */
    void created(InstanceRef instance, String taskId, String taskDefinitionKey, boolean repeated);

    /** Somebody, or nobody, has the task now. */
    void assigned(String tenant, String taskId, @Nullable String assignee);

    /** The task is at its end. */
    void ended(String tenant, String taskId);

    /** The form of a task; empty for one that no process made. */
    Optional<TaskForm> find(String tenant, String taskId);

    /** Every task that the instance has or had. */
    Set<String> tasksOf(InstanceRef instance);

    /** The instance and its tasks are forgotten. */
    void forget(InstanceRef instance);

    /**
     * Form of a task.
     *
     * @param instance instance that made the task
     * @param key where its data lies
     * @param assignee who has the task
     * @param ended whether the task is at its end
     */
    record TaskForm(
            InstanceRef instance, String key, @Nullable String assignee, boolean ended) {}
}
