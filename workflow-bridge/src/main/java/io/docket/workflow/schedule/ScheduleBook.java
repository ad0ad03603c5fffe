package io.docket.workflow.schedule;

import io.docket.contracts.event.ScheduleEvent;
import io.docket.workflow.command.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the memory of the schedules as the events tell; reading them again changes nothing.
 *
 * <p>That an occurrence was fired is no news while its command may not have gone out yet: whoever fires it moves the memory
 * on, after the command. Only what was fired so long ago that the command's key will soon be forgotten is passed over, as a
 * log that is read again from its beginning shows it.
 */
public final class ScheduleBook {
    /** Less than outcomes of commands are kept. */
    static final Duration LONG_AGO = Duration.ofDays(6);

    private final ScheduleMemory memory;
    private final InstantSource clock;

    /** A book in the memory. */
    public ScheduleBook(ScheduleMemory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Takes in an event.
     *
     * @param actor whose event it is
     * @param time when it was recorded
     * @param cause of what follows from it
     */
    public void note(ScheduleRef schedule, ScheduleEvent event, String actor, Instant time, @Nullable Cause cause) {
        switch (event) {
            case ScheduleEvent.Created created -> {
                Plan plan = Plan.of(created, actor, time, cause);
                plan.first(time).ifPresent(due -> memory.put(new Planned(schedule, plan, due)));
            }
            case ScheduleEvent.Fired fired -> {
                if (time.plus(LONG_AGO).isBefore(clock.instant())) {
                    advance(schedule, fired.next());
                }
            }
            case ScheduleEvent.Missed missed -> advance(schedule, missed.next());
            case ScheduleEvent.Cancelled _ -> memory.remove(schedule);
            case ScheduleEvent.Rejected _ -> {}
        }
    }

    private void advance(ScheduleRef schedule, @Nullable OffsetDateTime next) {
        if (next == null) {
            memory.remove(schedule);
        } else {
            memory.advance(schedule, next.toInstant());
        }
    }
}
