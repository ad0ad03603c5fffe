package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an automation. Entity {@code automation}, which is its root too. Its definitions are numbered: the number is
 * the {@code revision}, as the version counts runs as well.
 */
public sealed interface AutomationEvent extends DomainEvent {
    /** It was called from outside. */
    String WEBHOOK = "webhook";

    /** Its time has come. */
    String CRON = "cron";

    /** Somebody asked for a run. */
    String MANUAL = "manual";

    /** The limit of the length of a chain of causes. */
    String DEPTH = "depth";

    /** The limit of runs in a time. */
    String QUOTA = "quota";

    /**
     * It was defined, or its next revision.
     *
     * @param revision number of the definition, from 1
     * @param name name for people
     * @param trigger when it runs
     * @param condition FEEL that has to be true for it to run
     * @param command type of the command that it sends
     * @param data template of the command's payload: an object in which texts that begin with {@code =} are FEEL, or one
     *     such text
     * @param quota most runs
     * @param maxDepth longest chain of causes that its command may be at the end of
     * @param scheduleId the schedule that triggers it at its times, while it is enabled
     */
    record Defined(
            long revision,
            String name,
            Trigger trigger,
            @Nullable String condition,
            String command,
            JsonNode data,
            Quota quota,
            int maxDepth,
            @Nullable String scheduleId)
            implements AutomationEvent {}

    /**
     * It runs again from now on.
     *
     * @param scheduleId the schedule that triggers it at its times
     */
    record Enabled(@Nullable String scheduleId) implements AutomationEvent {}

    /** It does not run from now on. */
    record Disabled() implements AutomationEvent {}

    /** It never runs again. */
    record Retired() implements AutomationEvent {}

    /**
     * It is to run, for another reason than an event.
     *
     * @param revision the definition that was the last one then
     * @param by {@code webhook}, {@code cron} or {@code manual}
     * @param payload what came with it
     */
    record Triggered(long revision, String by, @Nullable JsonNode payload) implements AutomationEvent {}

    /**
     * A run: its command goes out.
     *
     * @param eventId the event that it runs for
     * @param position place of that event in the log
     * @param command type of the command
     * @param window beginning of the time in which the quota counts the run
     */
    record Fired(long revision, String eventId, String position, String command, OffsetDateTime window)
            implements AutomationEvent {}

    /**
     * A run without a command: the templates have no value for the event.
     *
     * @param detail why
     */
    record Failed(long revision, String eventId, String position, String detail, OffsetDateTime window)
            implements AutomationEvent {}

    /**
     * The command of a run was not accepted.
     *
     * @param code short name of the rule that stands against it
     * @param detail what the command service said
     */
    record Rejected(long revision, String eventId, String position, String code, String detail)
            implements AutomationEvent {}

    /**
     * An event for which it does not run.
     *
     * @param limit {@code depth}: the event is at the end of too long a chain of causes; {@code quota}: it is over the quota,
     *     as is whatever comes later in the same window, of which nothing is said
     * @param window beginning of that window
     */
    record Refused(long revision, String eventId, String position, String limit, String detail, OffsetDateTime window)
            implements AutomationEvent {}

    /**
     * When an automation runs. One of them is there.
     *
     * @param event filter of events, in the language of live subscriptions
     * @param webhook a call from outside
     * @param cron times
     */
    record Trigger(
            @Nullable JsonNode event,
            @Nullable Webhook webhook,
            @Nullable Cron cron) {}

    /**
     * A call from outside.
     *
     * @param tokenSha256 SHA-256 (hex) of the token that callers have; the token itself is nowhere
     */
    record Webhook(String tokenSha256) {}

    /**
     * Times.
     *
     * @param expression five fields as in Unix, or six to seven as in Quartz
     * @param zone time zone
     * @param missed what becomes of those that could not be kept: {@code skip}, {@code once}, {@code all}
     */
    record Cron(String expression, String zone, String missed) {}

    /**
     * Most runs.
     *
     * @param runs how many
     * @param per in which time; ISO-8601 duration, from a second to a day
     */
    record Quota(int runs, String per) {}
}
