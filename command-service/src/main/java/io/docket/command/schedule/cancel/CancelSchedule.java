package io.docket.command.schedule.cancel;

/**
 * Ends a schedule.
 *
 * @param scheduleId the schedule
 */
public record CancelSchedule(String scheduleId) {}
