package io.docket.workflow.schedule;

import io.docket.contracts.event.ScheduleEvent;
import io.docket.workflow.command.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a schedule, told to the memory and to the engine's timers. */
public final class ScheduleEvents {
    private final ScheduleBook book;
    private final ScheduleMemory memory;
    private final ScheduleTimers timers;
    private final ScheduleClock clock;

    /** Told to these. */
    public ScheduleEvents(ScheduleBook book, ScheduleMemory memory, ScheduleTimers timers, ScheduleClock clock) {
        this.book = book;
        this.memory = memory;
        this.timers = timers;
        this.clock = clock;
    }

    /** Returns once both know. */
    public void on(ScheduleRef schedule, ScheduleEvent event, String actor, Instant time, @Nullable Cause cause) {
        book.note(schedule, event, actor, time, cause);
        switch (event) {
            case ScheduleEvent.Created _ ->
                memory.find(schedule).ifPresent(planned -> {
                    clock.expect(new ScheduleMemory.Due(schedule, planned.due()));
                    timers.start(schedule, clock.wakeAt(planned.due()));
                });
            case ScheduleEvent.Cancelled _ -> timers.stop(schedule);
            case ScheduleEvent.Fired _, ScheduleEvent.Missed _, ScheduleEvent.Rejected _ -> {}
        }
    }
}
