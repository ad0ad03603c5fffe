package io.docket.workflow.schedule;

import java.time.Instant;

/**
 * A schedule that is not over.
 *
 * @param schedule the schedule
 * @param plan what is sent, and when
 * @param due its next occurrence
 */
public record Planned(ScheduleRef schedule, Plan plan, Instant due) {}
