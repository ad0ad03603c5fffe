package io.docket.workflow.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.command.CommandForbidden;
import io.docket.workflow.retry.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires the occurrence of a schedule that is due. First the schedule settles it, under a key made of schedule and
 * occurrence: a schedule that was cancelled says no, and nothing goes out. Then the command goes out, under such a key,
 * too. Whatever breaks off in between is done again and has its effect once: as long as outcomes are kept, both keys get
 * their first answer again; later, the schedule answers that the occurrence was settled before, without an event, and
 * nothing goes out.
 *
 * <p>An occurrence of a cron that is late by more than the grace was missed: {@code skip} leaves out all that were,
 * {@code once} all but the last, {@code all} none.
 */
public final class Firing {
    private static final Logger LOG = Logger.getLogger(Firing.class);
    private static final String RECORD = "record-schedule";
    private static final int MAX_MISSED = 100_000;
    private static final int MAX_UNSENT = 20_000;
    private static final int MAX_DETAIL = 2_000;

    private final ScheduleMemory memory;
    private final CommandAnswers commands;
    private final InstantSource clock;
    private final Duration grace;
    /** Occurrences that were fired in time and whose command could not go out yet: they are no missed ones. */
    private final Map<ScheduleRef, Instant> unsent = new ConcurrentHashMap<>();

    /**
     * Fires what is in the memory.
     *
     * @param grace by how much an occurrence may be late and still count as kept
     */
    public Firing(ScheduleMemory memory, CommandAnswers commands, InstantSource clock, Duration grace) {
        this.memory = memory;
        this.commands = commands;
        this.clock = clock;
        this.grace = grace;
    }

    /** Fires the next occurrence if it is due. Returns the one after it, or itself if it is not due; empty if it is over. */
    public Optional<Instant> fire(ScheduleRef schedule) {
        Optional<Planned> found = memory.find(schedule);
        if (found.isEmpty() || found.get().due().isAfter(clock.instant())) {
            return found.map(Planned::due);
        }
        Planned planned = found.get();
        try {
            Instant now = clock.instant();
            boolean late = planned.plan().repeats()
                    && planned.due().plus(grace).isBefore(now)
                    && !planned.due().equals(unsent.get(schedule));
            return switch (late ? String.valueOf(planned.plan().missed()) : "all") {
                case "skip" -> leaveOut(planned, false);
                case "once" -> leaveOut(planned, true);
                default -> send(planned, planned.due());
            };
        } catch (Refused e) {
            LOG.infof("schedule is over schedule=%s code=%s detail=\"%s\"", schedule.key(), e.code(), e.getMessage());
            unsent.remove(schedule);
            memory.remove(schedule);
            return Optional.empty();
        }
    }

    private Optional<Instant> leaveOut(Planned planned, boolean allButLast) {
        Instant now = clock.instant();
        Instant kept = now.minus(grace);
        Instant until = planned.due();
        @Nullable Instant before = null;
        long count = 1;
        Optional<Instant> next = planned.plan().next(until);
        while (next.isPresent() && !next.get().isAfter(allButLast ? now : kept) && count < MAX_MISSED) {
            before = until;
            until = next.get();
            count++;
            next = planned.plan().next(until);
        }
        if (!allButLast) {
            return missed(planned, until, count, next.orElse(null));
        }
        if (before != null) {
            missed(planned, before, count - 1, until);
        }
        return send(planned, until);
    }

    /** What the schedule says was settled before was fired in time; whether its command went out then, its key tells. */
    private Optional<Instant> missed(Planned planned, Instant until, long count, @Nullable Instant next) {
        ObjectNode report = report(planned, "missed", planned.due(), next)
                .put("until", text(until))
                .put("occurrences", count);
        ObjectNode left = tell(planned, key(planned, until) + ":missed", report);
        if (left.path("events").isEmpty()) {
            sendCommand(planned, planned.due());
        }
        return advance(planned.schedule(), next);
    }

    private Optional<Instant> send(Planned planned, Instant due) {
        Instant next = planned.plan().next(due).orElse(null);
        ObjectNode settled = tell(planned, key(planned, due), report(planned, "fired", due, next));
        if (!settled.path("events").isEmpty()) {
            if (unsent.size() < MAX_UNSENT) {
                unsent.put(planned.schedule(), due);
            }
            sendCommand(planned, due);
        }
        unsent.remove(planned.schedule());
        return advance(planned.schedule(), next);
    }

    private void sendCommand(Planned planned, Instant due) {
        ObjectNode data = planned.plan().data().deepCopy();
        data.put("onBehalfOf", planned.plan().owner());
        try {
            commands.call(new BridgeCommand(
                    planned.schedule().tenant(),
                    planned.plan().command(),
                    key(planned, due) + ":command",
                    data,
                    planned.plan().cause()));
        } catch (Refused | CommandForbidden e) {
            reject(planned, due, e.getMessage());
        }
    }

    private void reject(Planned planned, Instant due, @Nullable String why) {
        String detail = String.valueOf(why);
        tell(
                planned,
                key(planned, due) + ":rejected",
                report(planned, "rejected", due, null)
                        .put("detail", detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL)));
    }

    private Optional<Instant> advance(ScheduleRef schedule, @Nullable Instant next) {
        if (next == null) {
            memory.remove(schedule);
        } else {
            memory.advance(schedule, next);
        }
        return Optional.ofNullable(next);
    }

    private ObjectNode tell(Planned planned, String key, ObjectNode report) {
        return commands.call(new BridgeCommand(planned.schedule().tenant(), RECORD, key, report));
    }

    private static ObjectNode report(Planned planned, String state, Instant due, @Nullable Instant next) {
        ObjectNode report = Json.mapper()
                .createObjectNode()
                .put("scheduleId", planned.schedule().id())
                .put("state", state)
                .put("due", text(due));
        return next == null ? report : report.put("next", text(next));
    }

    private static String key(Planned planned, Instant due) {
        return "schedule:" + planned.schedule().id() + ":" + text(due);
    }

    private static String text(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }
}
