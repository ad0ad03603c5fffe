package io.docket.command.task.complete;

/**
 * Ends a task that is no longer to be done.
 *
 * @param taskId id of the task
 */
public record CancelTask(String taskId) {}
