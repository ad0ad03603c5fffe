package io.docket.command.task.claim;

/**
 * Gives a task back.
 *
 * @param taskId id of the task
 */
public record ReleaseTask(String taskId) {}
