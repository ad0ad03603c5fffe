package io.docket.workflow.interim.redis;

import io.docket.workflow.definition.Deployments;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.incident.EngineIncidents;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.RefusedEffects;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.incident.WaitingEffects;
import io.docket.workflow.instance.InstanceEvents;
import io.docket.workflow.memory.redis.RedisMemory;
import io.docket.workflow.message.Messages;
import io.docket.workflow.migration.Migrations;
import io.docket.workflow.record.EngineLog;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.schedule.IdleSchedules;
import io.docket.workflow.simulation.CommandServiceDouble;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.Settlement;
import io.docket.workflow.tenant.ParkingGroups;
import io.docket.workflow.usertask.TaskEchoes;
import io.docket.workflow.usertask.UserTaskEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The bridge's two ways between an engine and the platform, with its memory in a Redis. */
final class RedisBridge {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LANES = 4;

    private final EventEffects effects;
    private final EngineLog engineLog;
    private final EventLog events;
    private final Supplier<List<EngineRecord>> records;
    private int readEvents;
    private int readRecords;

    RedisBridge(
            RedisUnderTest redis,
            Engine engine,
            Supplier<List<EngineRecord>> records,
            CommandServiceDouble commands,
            EventLog events,
            Pause pause) {
        this.events = events;
        this.records = records;
        InstantSource clock = InstantSource.system();
        RedisMemory memory = redis.memory;
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Persistence persistence =
                new Persistence(new Backoff(Duration.ofMillis(50), Duration.ofMillis(500)), pause, clock, metrics);
        Incidents incidents = new Incidents(commands, metrics);
        WaitingEffects waiting = new WaitingEffects(incidents, memory.tasks(), PATIENCE);
        Settlement settlement =
                new Settlement(engine, memory.progress(), pause, clock, Duration.ZERO, Duration.ofSeconds(5));
        ProcessStarts starts = new ProcessStarts(
                engine, memory.instances(), memory.parking(), memory.needs(), settlement, incidents, clock);
        Messages messages = new Messages(engine, commands, memory.instances(), redis.delivery, settlement, clock);
        this.effects = new EventEffects(
                new Effects(
                        new Deployments(engine, commands, memory.definitions(), memory.needs(), starts),
                        starts,
                        new InstanceEvents(engine, commands, memory.instances(), memory.parking(), redis.forms),
                        new UserTaskEvents(engine, memory.tasks(), redis.forms, memory.instances(), clock),
                        messages,
                        new Migrations(engine, memory.instances(), memory.definitions(), settlement),
                        new EngineIncidents(engine),
                        incidents,
                        waiting,
                        redis.events,
                        new IdleSchedules(clock).events(),
                        position -> Optional.empty()),
                new RefusedEffects(incidents, messages, memory.tasks(), redis.forms),
                waiting,
                () -> {},
                memory.progress(),
                new Lanes(persistence, LANES),
                persistence);
        this.engineLog = new EngineLog(
                memory.instances(),
                memory.progress(),
                new InstanceBindings(engine, memory.instances(), redis.delivery, memory.progress()),
                new ParkingGroups(commands, memory.tenants(1_000).commands()),
                new RefusedRecords(incidents),
                new TaskEchoes(memory.tasks()),
                new Lanes(persistence, LANES),
                persistence);
    }

    /** Reads the events that are new. */
    void readEvents() {
        List<LoggedEvent> all = events.events();
        effects.apply(
                0,
                all.subList(readEvents, all.size()).stream()
                        .filter(event -> EventEffects.concerns(
                                event.envelope().type(),
                                event.envelope().subject().id()))
                        .toList());
        readEvents = all.size();
    }

    /** Reads the engine's records that are new. */
    void readEngine() {
        List<EngineRecord> all = records.get();
        List<EngineRecord> fresh = all.subList(readRecords, all.size());
        engineLog.apply(() -> fresh);
        readRecords = all.size();
    }
}
