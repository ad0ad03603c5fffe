package io.docket.command.task.fail;

import org.jspecify.annotations.Nullable;

/**
 * Says that a task of a process cannot be done.
 *
 * @param taskId id of the task
 * @param errorCode error that the process catches, or else an incident; without one the task waits with an incident
 * @param message why, for people
 */
public record FailTask(String taskId, @Nullable String errorCode, String message) {}
