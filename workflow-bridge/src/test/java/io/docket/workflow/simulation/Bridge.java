package io.docket.workflow.simulation;

import io.docket.workflow.definition.Deployments;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.InterimEffects;
import io.docket.workflow.incident.EngineIncidents;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.RefusedEffects;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.incident.WaitingEffects;
import io.docket.workflow.instance.InstanceEvents;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.message.Messages;
import io.docket.workflow.migration.Migrations;
import io.docket.workflow.rebuild.InterimRebuild;
import io.docket.workflow.rebuild.MemoryRebuild;
import io.docket.workflow.rebuild.RebuiltMemory;
import io.docket.workflow.record.EngineLog;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.recovery.EngineRecovery;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.schedule.Firing;
import io.docket.workflow.schedule.LostTimers;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.schedule.ScheduleClock;
import io.docket.workflow.schedule.ScheduleEvents;
import io.docket.workflow.schedule.ScheduleServiceDouble;
import io.docket.workflow.start.ParkedWatch;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.Settlement;
import io.docket.workflow.tenant.ParkingCommands;
import io.docket.workflow.usertask.TaskEchoes;
import io.docket.workflow.usertask.UserTaskEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** One life of the bridge. */
final class Bridge {
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final TenantsWithoutAccount withoutAccount;

    private final BothLogs logs;
    private final MemoryInMemory memory;
    private final Persistence persistence;
    private final ParkedWatch parkedWatch;
    private final EventEffects effects;
    private final InterimEffects interimEffects;
    private final InterimRebuild interimRebuild;
    private final EngineLog engineLog;
    private final MemoryRebuild rebuild;
    private final EngineRecovery recovery;

    Bridge(World world) {
        logs = world.logs;
        memory = world.memory;
        VirtualTime time = world.time;
        Engine reached = world.line.end();
        persistence = new Persistence(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)), time, time, metrics);
        Settlement settlement =
                new Settlement(reached, memory, time, time, Duration.ofSeconds(10), Duration.ofSeconds(30));
        InterimEvents interim =
                new InterimEvents(world.interimData, world.forms, world.removals, World.UNBOUND_LIFE, time);
        PayloadDelivery payloads = new PayloadDelivery(world.deliveries, interim, time);
        withoutAccount = new TenantsWithoutAccount(world.parked, world.commands, time, metrics);
        ParkingCommands told = withoutAccount.commands();
        Incidents incidents = new Incidents(told, metrics);
        WaitingEffects waiting = new WaitingEffects(incidents, memory, World.OUTAGE_PATIENCE);
        ProcessStarts starts = new ProcessStarts(reached, memory, memory, memory, settlement, incidents, time);
        parkedWatch = new ParkedWatch(memory, starts, incidents, time, Duration.ofSeconds(30));
        InstanceBindings bindings = new InstanceBindings(reached, memory, payloads, memory);
        Deployments deployments = new Deployments(reached, told, memory, memory, starts);
        Messages messages = new Messages(reached, told, memory, payloads, settlement, time);
        ScheduleBook book = new ScheduleBook(world.schedules, time);
        ScheduleClock clock = new ScheduleClock(
                world.schedules,
                new Firing(world.schedules, new ScheduleServiceDouble(), time, Duration.ofMinutes(1)),
                time,
                1);
        effects = new EventEffects(
                new Effects(
                        deployments,
                        starts,
                        new InstanceEvents(reached, told, memory, memory, world.forms),
                        new UserTaskEvents(reached, memory, world.forms, memory, time),
                        messages,
                        new Migrations(reached, memory, memory, settlement),
                        new EngineIncidents(reached),
                        incidents,
                        waiting,
                        interim,
                        new ScheduleEvents(book, world.schedules, world.engine.timers(), clock),
                        logs),
                new RefusedEffects(incidents, messages, memory, world.forms),
                waiting,
                this::ensureKnown,
                memory,
                new Lanes(persistence, 1),
                persistence);
        interimEffects = new InterimEffects(interim, logs, memory.interim(), new Lanes(persistence, 1), persistence);
        interimRebuild = new InterimRebuild(logs, interimEffects, memory.interim(), persistence, time);
        engineLog = new EngineLog(
                memory,
                memory,
                bindings,
                withoutAccount.groups(),
                new RefusedRecords(incidents),
                new TaskEchoes(memory),
                new Lanes(persistence, 1),
                persistence);
        rebuild = new MemoryRebuild(
                logs,
                new RebuiltMemory(memory, memory, memory, memory),
                memory,
                memory,
                bindings,
                starts,
                book,
                persistence,
                time);
        recovery = new EngineRecovery(
                reached,
                logs,
                deployments,
                rebuild,
                new LostTimers(world.schedules, world.engine.timers(), clock, persistence),
                told,
                incidents,
                persistence);
    }

    void watch() {
        persistence.until("watch", "engine", recovery::check);
        parkedWatch.look();
    }

    void readInterim() {
        logs.readInterim(batch -> interimEffects.apply(0, batch, interimRebuild::ensureWhole));
    }

    private void ensureKnown() {
        recovery.requireKnown();
        rebuild.ensureWhole();
    }

    void readEvents() {
        logs.readEvents(batch -> effects.apply(0, batch));
    }

    void readEngine() {
        logs.readEngine(memory.engineBegin(), batch -> engineLog.apply(() -> batch));
    }
}
