package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What happens to a scheduled command. Entity {@code schedule}, root = its case, or the schedule where there is none. */
public sealed interface ScheduleEvent extends DomainEvent {
    /**
     * A command is to be sent later. One of {@code at}, {@code after} and {@code cron} is there.
     *
     * @param command its type
     * @param data its payload
     * @param at when, once
     * @param after how long after this event, once; ISO-8601 duration
     * @param cron when, again and again
     * @param zone time zone of {@code cron}
     * @param missed what becomes of occurrences of {@code cron} that could not be kept: {@code skip}, {@code once}, {@code all}
     */
    record Created(
            @Nullable String caseId,
            String command,
            JsonNode data,
            @Nullable OffsetDateTime at,
            @Nullable String after,
            @Nullable String cron,
            @Nullable String zone,
            @Nullable String missed)
            implements ScheduleEvent {}

    /**
     * An occurrence is due and its command goes out.
     *
     * @param due when it was due, which identifies it
     * @param next when the next one is; absent after the last
     */
    record Fired(OffsetDateTime due, @Nullable OffsetDateTime next) implements ScheduleEvent {}

    /** The command of an occurrence was not accepted. */
    record Rejected(OffsetDateTime due, String detail) implements ScheduleEvent {}

    /**
     * Occurrences could not be kept and are left out.
     *
     * @param due the first of them
     * @param until the last of them
     * @param occurrences how many they are
     * @param next when the next one is
     */
    record Missed(
            OffsetDateTime due,
            OffsetDateTime until,
            long occurrences,
            @Nullable OffsetDateTime next) implements ScheduleEvent {}

    /** Nothing is sent any more. */
    record Cancelled() implements ScheduleEvent {}
}
