package io.docket.workflow.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.kit.time.CronTimes;
import io.docket.workflow.command.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, and when.
 *
 * @param owner on whose behalf
 * @param command type of the command
 * @param data its payload
 * @param at when, once
 * @param cron when, again and again
 * @param zone time zone of {@code cron}
 * @param missed what becomes of occurrences of {@code cron} that could not be kept
 * @param cause what the command follows from: the event that planned it
 */
public record Plan(
        String owner,
        String command,
        JsonNode data,
        @Nullable Instant at,
        @Nullable String cron,
        @Nullable String zone,
        @Nullable String missed,
        @Nullable Cause cause) {
    private static final String UTC = "UTC";

    /**
     * The plan behind an event.
     *
     * @param since when the event was recorded
     * @param cause of what follows from it
     */
    public static Plan of(ScheduleEvent.Created created, String owner, Instant since, @Nullable Cause cause) {
        OffsetDateTime at = created.at();
        Instant once = at != null ? at.toInstant() : null;
        if (created.after() != null) {
            once = since.plus(Duration.parse(created.after()));
        }
        return new Plan(
                owner,
                created.command(),
                created.data(),
                once,
                created.cron(),
                created.zone(),
                created.missed(),
                cause);
    }

    /** The first occurrence of a plan made at the instant. */
    public Optional<Instant> first(Instant since) {
        return at == null ? next(since) : Optional.of(at);
    }

    /** The occurrence after the one at the instant. */
    public Optional<Instant> next(Instant after) {
        return following().apply(after);
    }

    /** Tells the occurrence after the one at an instant. For many steps: {@code cron} is read once. */
    Function<Instant, Optional<Instant>> following() {
        return cron == null
                ? _ -> Optional.empty()
                : CronTimes.of(cron, CronTimes.zone(Objects.requireNonNullElse(zone, UTC)))::after;
    }

    /** True if it comes again and again. */
    boolean repeats() {
        return cron != null;
    }
}
