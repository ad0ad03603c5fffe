package io.docket.workflow.schedule;

import io.docket.workflow.command.CommandGroups;
import io.docket.workflow.schedule.ScheduleMemory.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Fires the occurrences of schedules that are due, many at once. First the schedules settle them, under keys made of schedule and
 * occurrence: a schedule that was cancelled says no, and nothing goes out. Then the commands go out, under such keys,
 * too. Whatever breaks off in between is done again and has its effect once: as long as outcomes are kept, both keys get
 * their first answer again; later, the schedule answers that the occurrence was settled before, without an event, and
 * nothing goes out.
 *
 * <p>An occurrence of a cron that is late by more than the grace was missed: {@code skip} leaves out all that were,
 * {@code once} all but the last, {@code all} none.
 */
public final class Firing {
    private static final Logger LOG = Logger.getLogger(Firing.class);

    private final ScheduleMemory memory;
    private final CommandGroups commands;
    private final InstantSource clock;
    private final Duration grace;
    /** Occurrences that were fired in time and whose command could not go out yet: they are no missed ones. */
    private final Map<ScheduleRef, Instant> unsent = new ConcurrentHashMap<>();

    /**
     * Fires what is in the memory.
     *
     * @param grace by how much an occurrence may be late and still count as kept
     */
    public Firing(ScheduleMemory memory, CommandGroups commands, InstantSource clock, Duration grace) {
        this.memory = memory;
        this.commands = commands;
        this.clock = clock;
        this.grace = grace;
    }

    /**
     * Fires the next occurrence of each schedule that is due. Returns what comes next, of each that is not over. What could not
     * be fired stays due in the memory, and is not returned.
     */
    public List<Due> fire(List<Planned> planned) {
        Instant now = clock.instant();
        List<Due> next = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        Map<ScheduleRef, RuntimeException> faults = new LinkedHashMap<>();
        for (Planned each : planned) {
            if (each.due().isAfter(now)) {
                next.add(new Due(each.schedule(), each.due()));
            } else {
                try {
                    turns.add(turn(each, now));
                } catch (RuntimeException e) {
                    faults.put(each.schedule(), e);
                }
            }
        }
        Round round = new Round(memory, commands, unsent);
        next.addAll(round.take(turns));
        faults.putAll(round.faults());
        faults.entrySet().stream()
                .findFirst()
                .ifPresent(first -> LOG.warnf(
                        "not fired yet schedules=%d first=%s error=\"%s\"",
                        faults.size(), first.getKey().key(), first.getValue()));
        return next;
    }

    private Turn turn(Planned planned, Instant now) {
        boolean late = planned.plan().repeats()
                && planned.due().plus(grace).isBefore(now)
                && !planned.due().equals(unsent.get(planned.schedule()));
        return switch (late ? String.valueOf(planned.plan().missed()) : "all") {
            case "skip" -> Turn.skip(planned, now, grace);
            case "once" -> Turn.sendLast(planned, now);
            default -> Turn.send(planned);
        };
    }
}
