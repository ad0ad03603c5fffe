package io.docket.command.task.complete;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Keeps unfinished input of a task.
 *
 * @param taskId id of the task
 * @param data the input
 */
public record SaveTaskDraft(String taskId, JsonNode data) {}
