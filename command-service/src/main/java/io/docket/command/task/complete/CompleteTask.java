package io.docket.command.task.complete;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import org.jspecify.annotations.Nullable;

/**
 * Finishes a task.
 *
 * @param taskId id of the task
 * @param data the result, or the part of it that is to be in the log
 * @param form the result as interim data of the process
 */
public record CompleteTask(
        String taskId, @Nullable JsonNode data, @Nullable InterimRef form) {}
