package io.docket.command.schedule.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Sends a command later. One of {@code at}, {@code after} and {@code cron} is there.
 *
 * @param scheduleId id for the schedule; one is derived from the command if absent
 * @param caseId case that it belongs to
 * @param command type of the command
 * @param data payload of the command
 * @param at when, once
 * @param after how long from now, once
 * @param cron when, again and again
 * @param zone time zone of {@code cron}; UTC if absent
 * @param missed what becomes of occurrences of {@code cron} that could not be kept
 */
public record ScheduleCommand(
        @Nullable String scheduleId,
        @Nullable String caseId,
        String command,
        JsonNode data,
        @Nullable OffsetDateTime at,
        @Nullable String after,
        @Nullable String cron,
        @Nullable String zone,
        @Nullable String missed) {}
