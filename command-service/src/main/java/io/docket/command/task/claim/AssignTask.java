package io.docket.command.task.claim;

import org.jspecify.annotations.Nullable;

/**
 * Gives a task to somebody, or to nobody.
 *
 * @param taskId id of the task
 * @param assignee who does it from now on
 */
public record AssignTask(String taskId, @Nullable String assignee) {}
