package io.docket.workflow.simulation;

import io.docket.workflow.memory.TaskMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the bridge's memory knows of tasks, without Redis. */
abstract class TasksInMemory implements TaskMemory {
    final Steps steps;
    private final Map<String, Long> userTasks = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Boolean> endedTasks = new HashMap<>();
    private final Map<String, Instant> unassignments = new HashMap<>();

    TasksInMemory(Steps steps) {
        this.steps = steps;
    }

    /** All that is known of tasks. */
    final List<Map<?, ?>> tasks() {
        return List.of(userTasks, owners, endedTasks, unassignments);
    }

    /** What is known of the task is gone, and nothing else. */
    public synchronized void loseTask(String tenant, String taskId) {
        userTasks.remove(tenant + "/" + taskId);
        owners.remove(tenant + "/" + taskId);
    }

    @Override
    public synchronized void bindTask(
            String tenant, String taskId, long userTaskKey, @Nullable String processInstanceId) {
        steps.take(() -> {
            userTasks.put(tenant + "/" + taskId, userTaskKey);
            owners.put(tenant + "/" + taskId, processInstanceId);
        });
    }

    @Override
    public synchronized Optional<String> processInstanceId(String tenant, String taskId) {
        return Optional.ofNullable(owners.get(tenant + "/" + taskId));
    }

    @Override
    public synchronized OptionalLong userTaskKey(String tenant, String taskId) {
        Long key = userTasks.get(tenant + "/" + taskId);
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    @Override
    public synchronized void taskEnded(String tenant, String taskId) {
        steps.take(() -> {
            endedTasks.put(tenant + "/" + taskId, true);
        });
    }

    @Override
    public synchronized boolean hasEnded(String tenant, String taskId) {
        return endedTasks.containsKey(tenant + "/" + taskId);
    }

    @Override
    public synchronized void unassigning(String tenant, String taskId, Instant now) {
        steps.take(() -> {
            unassignments.put(tenant + "/" + taskId, now);
        });
    }

    @Override
    public synchronized Optional<Instant> unassigning(String tenant, String taskId) {
        return Optional.ofNullable(unassignments.get(tenant + "/" + taskId));
    }
}
