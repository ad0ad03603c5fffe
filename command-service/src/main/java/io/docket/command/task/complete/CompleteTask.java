package io.docket.command.task.complete;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Finishes a task.
 *
 * @param taskId id of the task
 * @param data the result
 */
public record CompleteTask(String taskId, @Nullable JsonNode data) {}
