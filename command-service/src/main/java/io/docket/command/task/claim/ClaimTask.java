package io.docket.command.task.claim;

/**
 * Takes a task.
 *
 * @param taskId id of the task
 */
public record ClaimTask(String taskId) {}
