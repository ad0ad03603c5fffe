package io.docket.eventstore.axon.deadline;

import java.time.Duration;

/**
 * The deadline that a configuration has for every handler; a component of it.
 *
 * @param each how long a handler may take, waiting for its aggregate included
 * @param maxOverdue handlers that may be overdue and still running
 */
public record HandlerDeadline(Duration each, int maxOverdue) {}
