package io.docket.command.casework.queue;

import org.jspecify.annotations.Nullable;

/**
 * Puts a case into a queue, or takes it out of its queue.
 *
 * @param caseId id of the case
 * @param queue id of the queue that it waits in from now on
 */
public record QueueCase(String caseId, @Nullable String queue) {}
