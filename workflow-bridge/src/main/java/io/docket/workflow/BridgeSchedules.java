package io.docket.workflow;

import io.docket.workflow.command.GatheredCommands;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.schedule.Firing;
import io.docket.workflow.schedule.LostTimers;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.schedule.ScheduleClock;
import io.docket.workflow.schedule.ScheduleEvents;
import io.docket.workflow.schedule.ScheduleMemory;
import io.docket.workflow.schedule.ScheduleTimers;
import io.docket.workflow.schedule.ScheduleWorker;
import io.docket.workflow.settings.BridgeSettings;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts together what sends commands later. */
@Singleton
public class BridgeSchedules {
    @Produces
    @Singleton
    ScheduleClock clock(
            ScheduleMemory memory,
            @Identifier(BridgeCommands.UNORDERED) GatheredCommands commands,
            InstantSource clock,
            BridgeSettings settings) {
        BridgeSettings.Schedules schedules = settings.schedules();
        Firing firing = new Firing(memory, commands, clock, schedules.grace());
        return new ScheduleClock(memory, firing, clock, schedules.batches());
    }

    void start(@Observes StartupEvent event, ScheduleClock clock) {
        clock.start();
    }

    void close(@Disposes ScheduleClock clock) {
        clock.close();
    }

    @Produces
    @Singleton
    ScheduleBook book(ScheduleMemory memory, InstantSource clock) {
        return new ScheduleBook(memory, clock);
    }

    @Produces
    @Singleton
    ScheduleEvents events(ScheduleBook book, ScheduleMemory memory, ScheduleTimers timers, ScheduleClock clock) {
        return new ScheduleEvents(book, memory, timers, clock);
    }

    @Produces
    @Singleton
    LostTimers lostTimers(ScheduleMemory memory, ScheduleTimers timers, ScheduleClock clock, Persistence persistence) {
        return new LostTimers(memory, timers, clock, persistence);
    }

    @Produces
    @Singleton
    ScheduleWorker worker(ScheduleMemory memory, Progress progress, ScheduleClock clock, InstantSource time) {
        return new ScheduleWorker(memory, progress, clock, time);
    }
}
