package io.docket.workflow;

import io.docket.workflow.command.Commands;
import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.EventEffects;
import io.docket.workflow.feed.ConsumerLag;
import io.docket.workflow.feed.KafkaLogs;
import io.docket.workflow.incident.EngineIncidents;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.RefusedEffects;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.incident.WaitingEffects;
import io.docket.workflow.instance.InstanceEvents;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.memory.TaskMemory;
import io.docket.workflow.message.Messages;
import io.docket.workflow.migration.Migrations;
import io.docket.workflow.rebuild.MemoryRebuild;
import io.docket.workflow.rebuild.RebuiltMemory;
import io.docket.workflow.record.EngineLog;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.recovery.EngineRecovery;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.schedule.LostTimers;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.schedule.ScheduleEvents;
import io.docket.workflow.settings.BridgeSettings;
import io.docket.workflow.start.ParkedWatch;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.Settlement;
import io.docket.workflow.tenant.ParkingGroups;
import io.docket.workflow.usertask.TaskEchoes;
import io.docket.workflow.usertask.UserTaskEvents;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

/** Puts the parts of the bridge together. */
@Singleton
public class Bridge {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    @Produces
    @Singleton
    HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Produces
    @Singleton
    Incidents incidents(Commands commands, MeterRegistry metrics) {
        return new Incidents(commands, metrics);
    }

    @Produces
    @Singleton
    WaitingEffects waiting(Incidents incidents, TaskMemory tasks, BridgeSettings settings) {
        return new WaitingEffects(incidents, tasks, settings.engine().outagePatience());
    }

    @Produces
    @Singleton
    Settlement settlement(Engine engine, Progress progress, Pause pause, InstantSource clock, BridgeSettings settings) {
        return new Settlement(
                engine,
                progress,
                pause,
                clock,
                settings.engine().requestTimeout(),
                settings.engine().fenceTimeout());
    }

    @Produces
    @Singleton
    ProcessStarts starts(
            Engine engine,
            InstanceMemory instances,
            Parking parking,
            Needs needs,
            Settlement settlement,
            Incidents incidents,
            InstantSource clock) {
        return new ProcessStarts(engine, instances, parking, needs, settlement, incidents, clock);
    }

    @Produces
    @Singleton
    ParkedWatch parkedWatch(
            Parking parking, ProcessStarts starts, Incidents incidents, InstantSource clock, BridgeSettings settings) {
        return new ParkedWatch(
                parking, starts, incidents, clock, settings.engine().patience());
    }

    @Produces
    @Singleton
    Deployments deployments(
            Engine engine, Commands commands, DefinitionMemory definitions, Needs needs, ProcessStarts starts) {
        return new Deployments(engine, commands, definitions, needs, starts);
    }

    @Produces
    @Singleton
    Messages messages(
            Engine engine,
            Commands commands,
            InstanceMemory memory,
            PayloadDelivery payloads,
            Settlement settlement,
            InstantSource clock) {
        return new Messages(engine, commands, memory, payloads, settlement, clock);
    }

    @Produces
    @Singleton
    KafkaLogs logs(BridgeSettings settings) {
        return new KafkaLogs(settings.log());
    }

    @Produces
    @Singleton
    Effects effects(
            Engine engine,
            Commands commands,
            Deployments deployments,
            ProcessStarts starts,
            Messages messages,
            Incidents incidents,
            WaitingEffects waiting,
            InstanceMemory instances,
            DefinitionMemory definitions,
            Parking parking,
            TaskMemory tasks,
            Settlement settlement,
            InterimEvents interim,
            TaskForms forms,
            ScheduleEvents schedules,
            KafkaLogs logs,
            InstantSource clock) {
        return new Effects(
                deployments,
                starts,
                new InstanceEvents(engine, commands, instances, parking, forms),
                new UserTaskEvents(engine, tasks, forms, instances, clock),
                messages,
                new Migrations(engine, instances, definitions, settlement),
                new EngineIncidents(engine),
                incidents,
                waiting,
                interim,
                schedules,
                logs);
    }

    @Produces
    @Singleton
    EventEffects eventEffects(
            Effects effects,
            Incidents incidents,
            WaitingEffects waiting,
            Messages messages,
            TaskMemory tasks,
            TaskForms forms,
            EngineRecovery recovery,
            MemoryRebuild rebuild,
            Progress progress,
            Persistence persistence,
            BridgeSettings settings) {
        Runnable engineKnown = () -> {
            recovery.requireKnown();
            rebuild.ensureWhole();
        };
        return new EventEffects(
                effects,
                new RefusedEffects(incidents, messages, tasks, forms),
                waiting,
                engineKnown,
                progress,
                new Lanes(persistence, settings.engine().concurrency()),
                persistence);
    }

    @Produces
    @Singleton
    InstanceBindings bindings(Engine engine, InstanceMemory instances, PayloadDelivery payloads, Progress progress) {
        return new InstanceBindings(engine, instances, payloads, progress);
    }

    @Produces
    @Singleton
    EngineLog engineLog(
            InstanceMemory instances,
            Progress progress,
            InstanceBindings bindings,
            ParkingGroups commands,
            Incidents incidents,
            TaskMemory tasks,
            Persistence persistence,
            BridgeSettings settings) {
        return new EngineLog(
                instances,
                progress,
                bindings,
                commands,
                new RefusedRecords(incidents),
                new TaskEchoes(tasks),
                new Lanes(persistence, settings.commands().concurrency()),
                persistence);
    }

    @Produces
    @Singleton
    MemoryRebuild rebuild(
            KafkaLogs logs,
            InstanceMemory instances,
            TaskMemory tasks,
            DefinitionMemory definitions,
            Parking parking,
            Progress progress,
            Needs needs,
            InstanceBindings bindings,
            ProcessStarts starts,
            ScheduleBook schedules,
            Persistence persistence,
            InstantSource clock) {
        return new MemoryRebuild(
                logs,
                new RebuiltMemory(instances, tasks, definitions, needs),
                parking,
                progress,
                bindings,
                starts,
                schedules,
                persistence,
                clock);
    }

    @Produces
    @Singleton
    EngineRecovery recovery(
            Engine engine,
            KafkaLogs logs,
            Deployments deployments,
            MemoryRebuild rebuild,
            LostTimers timers,
            Commands commands,
            Incidents incidents,
            Persistence persistence) {
        return new EngineRecovery(engine, logs, deployments, rebuild, timers, commands, incidents, persistence);
    }

    @Produces
    @Singleton
    ConsumerLag lag(BridgeSettings settings) {
        return new ConsumerLag(settings.log().servers());
    }

    void close(@Disposes ConsumerLag lag) {
        lag.close();
    }
}
