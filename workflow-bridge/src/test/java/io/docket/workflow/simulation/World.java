package io.docket.workflow.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.encryption.KeysInMemory;
import io.docket.workflow.encryption.Vaults;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.InterimEffects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.incident.EngineIncidents;
import io.docket.workflow.incident.EventAt;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.RefusedEffects;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.incident.WaitingEffects;
import io.docket.workflow.instance.InstanceEvents;
import io.docket.workflow.interim.Bringing;
import io.docket.workflow.interim.DeliveriesInMemory;
import io.docket.workflow.interim.FormsInMemory;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.interim.StoreInMemory;
import io.docket.workflow.interim.TaskLookup;
import io.docket.workflow.message.Messages;
import io.docket.workflow.migration.Migrations;
import io.docket.workflow.rebuild.InterimRebuild;
import io.docket.workflow.rebuild.Logs;
import io.docket.workflow.rebuild.MemoryRebuild;
import io.docket.workflow.rebuild.RebuiltMemory;
import io.docket.workflow.record.EngineLog;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.recovery.EngineRecovery;
import io.docket.workflow.removal.QueueInMemory;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.schedule.Firing;
import io.docket.workflow.schedule.LostTimers;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.schedule.ScheduleClock;
import io.docket.workflow.schedule.ScheduleEvents;
import io.docket.workflow.schedule.ScheduleServiceDouble;
import io.docket.workflow.schedule.SchedulesInMemory;
import io.docket.workflow.signature.Signatures;
import io.docket.workflow.signature.SystemKeys;
import io.docket.workflow.start.ParkedWatch;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.Settlement;
import io.docket.workflow.tenant.ParkedCommands;
import io.docket.workflow.tenant.ParkedTenants;
import io.docket.workflow.tenant.ParkingCommands;
import io.docket.workflow.tenant.ParkingGroups;
import io.docket.workflow.usertask.TaskEchoes;
import io.docket.workflow.usertask.UserTaskEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bridge between a simulated engine and a command service double, with both logs; it can die and start again. */
public final class World implements Logs, EventAt {
    private static final int MAX_ROUNDS = 50;
    /** How long an effect waits without being an incident. */
    public static final Duration OUTAGE_PATIENCE = Duration.ofSeconds(60);

    /** Most commands of a tenant that wait for its account. */
    public static final int MOST_PARKED = 40;

    private static final Duration UNBOUND_LIFE = Duration.ofDays(1);
    private static final Duration LONGER_THAN_ANYTHING_IS_UNDER_WAY = Duration.ofMinutes(1);

    public final Steps steps = new Steps();
    public final VirtualTime time = new VirtualTime();
    public final SimulatedEngine engine = new SimulatedEngine(steps, time);
    public final EngineLine line = new EngineLine(engine, time);
    public final MemoryInMemory memory = new MemoryInMemory(steps);
    public final SchedulesInMemory schedules = new SchedulesInMemory();
    public final EventLog events = new EventLog(time);
    public final QueueInMemory removals = new QueueInMemory();
    public final StoreInMemory interimData = new StoreInMemory(removals, time);
    private final FormsInMemory forms = new FormsInMemory();
    private final DeliveriesInMemory deliveries = new DeliveriesInMemory();
    private final Bringing bringing = new Bringing(
            interimData,
            new TaskLookup(forms, pause -> {}),
            Vaults.over(Vaults.keys(new KeysInMemory(), time), new SimpleMeterRegistry()),
            new Signatures(InterimWorld.trustIn(List.of()), SystemKeys.none()),
            SystemKeys.none(),
            UNBOUND_LIFE);
    public final CommandServiceDouble commands = new CommandServiceDouble(steps, events);
    public final TenantQueueInMemory parked = new TenantQueueInMemory(steps, MOST_PARKED);

    private int committedEvents;
    private int committedInterim;
    private int committedRecords;
    private Bridge bridge = new Bridge();

    public World() {
        time.meanwhile(() -> {
            bridge.readInterim();
            bridge.readEngine();
        });
        memory.losesToo(schedules::lose);
    }

    /** Somebody deploys the sample process. */
    public void deploy() {
        deploy("acme");
    }

    /** Somebody of the tenant does. */
    public void deploy(String tenant) {
        events.append(
                tenant,
                "process-definition",
                "loan-review",
                new ProcessDefinitionEvent.Deployed("loan-review.bpmn", List.of("loan-review"), sample()));
    }

    /** Somebody asks for an instance. */
    public void request(String instanceId) {
        request("acme", instanceId);
    }

    /** Somebody of the tenant does. */
    public void request(String tenant, String instanceId) {
        events.append(tenant, "process", instanceId, new ProcessEvent.Requested("case", "loan-review", null));
    }

    /** Somebody publishes a message. */
    public void publish(String name, String timeToLive) {
        publish(name, timeToLive, null);
    }

    /** The same with a payload that was brought before. */
    public void publish(String name, String timeToLive, @Nullable InterimRef payload) {
        events.append("message", "m-" + name, new MessageEvent.Published(name, "k", null, payload, timeToLive, null));
    }

    /** Somebody plans a command for an instant. */
    public void plan(String scheduleId, Instant at) {
        events.append(
                "schedule",
                scheduleId,
                new ScheduleEvent.Created(
                        null,
                        "create-task",
                        Json.mapper().createObjectNode().put("name", "Call"),
                        at.atOffset(ZoneOffset.UTC),
                        null,
                        null,
                        null,
                        null));
    }

    /** Somebody brings the form of a task; nothing comes of it if the bridge does not know the task. */
    public Optional<InterimRef> bring(String taskId) {
        try {
            return Optional.of(
                    bringing.taskForm(InterimWorld.ANN, "token", taskId, InterimWorld.submission("{\"income\":1000}")));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    /** Somebody resolves an incident that is open. */
    public void resolve(String instanceId, String incidentId) {
        ProcessEvent.IncidentRaised raised =
                Objects.requireNonNull(commands.incidents().get(instanceId + "/" + incidentId));
        events.append(
                "process",
                instanceId,
                new ProcessEvent.IncidentRetryRequested(
                        incidentId, raised.jobKey(), raised.jobKey() == null ? null : 1, raised.eventPosition()));
    }

    /** The watch of the bridge looks once; where it dies it starts again. */
    public void watch() {
        try {
            bridge.watch();
        } catch (Crash e) {
            bridge = new Bridge();
        }
        settle();
    }

    /** The bridge works until there is nothing left to do; where it dies it starts again. */
    public void settle() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            int before = committed();
            boolean went;
            try {
                bridge.readInterim();
                bridge.readEvents();
                bridge.readEngine();
                went = bridge.tenants.goOn();
            } catch (Crash e) {
                bridge = new Bridge();
                continue;
            }
            if (!went && before == committed() && !arrivesLate()) {
                return;
            }
        }
        throw new AssertionError("the world does not settle");
    }

    private int committed() {
        return committedEvents + committedInterim + committedRecords;
    }

    private boolean arrivesLate() {
        int before = engine.log().size();
        time.sleep(LONGER_THAN_ANYTHING_IS_UNDER_WAY);
        return engine.log().size() > before;
    }

    /** Redis comes back without anything but the data that was brought. */
    public void loseRedis() {
        forms.lose();
        memory.lose();
    }

    /** Both logs are read again from the beginning. */
    public void rewind() {
        committedEvents = 0;
        committedInterim = 0;
        committedRecords = 0;
    }

    /** Lanes of the bridge that waited at some time. */
    public double retries() {
        return bridge.metrics.counter("docket.bridge.retries").count();
    }

    /** What waits for accounts goes out as far as there are any. */
    public void sendParked() {
        while (bridge.tenants.goOn()) {
            time.sleep(Duration.ZERO);
        }
    }

    /** Tenants that wait for an account, as the bridge shows it. */
    public double parkedTenants() {
        return bridge.metrics.get("docket.bridge.tenants.parked").gauge().value();
    }

    /** What the bridge gave up, by code. */
    public double refused(String code) {
        return bridge.metrics.counter("docket.bridge.refused", "code", code).count();
    }

    /** The sample process. */
    public static String sample() {
        return process("loan-review");
    }

    /** A process of the tests by its id. */
    public static String process(String id) {
        try (InputStream file = Objects.requireNonNull(World.class.getResourceAsStream("/bpmn/" + id + ".bpmn"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void events(Consumer<LoggedEvent> reader) {
        events.events().stream().filter(World::concernsEngine).forEach(reader);
    }

    private static boolean concernsEngine(LoggedEvent event) {
        return EventEffects.concerns(
                event.envelope().type(), event.envelope().subject().id());
    }

    @Override
    public void engineRecords(Consumer<EngineRecord> reader) {
        List.copyOf(engine.log()).forEach(reader);
    }

    @Override
    public long engineEnd() {
        return engine.log().size();
    }

    @Override
    public Optional<LoggedEvent> read(String position) {
        return Optional.of(events.events().get(Integer.parseInt(position.substring(2))));
    }

    @Override
    public Map<Integer, Long> handledOffsets() {
        return Map.of(0, (long) committedEvents);
    }

    /** One life of the bridge. */
    private final class Bridge {
        private final Engine reached = line.end();
        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final Persistence persistence =
                new Persistence(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)), time, time, metrics);
        private final Settlement settlement =
                new Settlement(reached, memory, time, time, Duration.ofSeconds(10), Duration.ofSeconds(30));
        private final InterimEvents interim = new InterimEvents(interimData, forms, removals, UNBOUND_LIFE, time);
        private final PayloadDelivery payloads = new PayloadDelivery(deliveries, interim, time);
        private final ParkingCommands told = new ParkingCommands(commands, parked);
        private final Incidents incidents = new Incidents(told, metrics);
        private final ParkedTenants tenants =
                new ParkedTenants(List.of(new ParkedCommands(parked, commands, metrics)), metrics);
        private final WaitingEffects waiting = new WaitingEffects(incidents, memory, OUTAGE_PATIENCE);
        private final ProcessStarts starts =
                new ProcessStarts(reached, memory, memory, memory, settlement, incidents, time);
        private final ParkedWatch parkedWatch =
                new ParkedWatch(memory, starts, incidents, time, Duration.ofSeconds(30));
        private final InstanceBindings bindings = new InstanceBindings(reached, memory, payloads, memory);
        private final Deployments deployments = new Deployments(reached, told, memory, memory, starts);
        private final Messages messages = new Messages(reached, told, memory, payloads, settlement, time);
        private final ScheduleBook book = new ScheduleBook(schedules, time);
        private final ScheduleClock clock = new ScheduleClock(
                schedules, new Firing(schedules, new ScheduleServiceDouble(), time, Duration.ofMinutes(1)), time, 1);
        private final EventEffects effects = new EventEffects(
                new Effects(
                        deployments,
                        starts,
                        new InstanceEvents(reached, told, memory, memory),
                        new UserTaskEvents(reached, memory, time),
                        messages,
                        new Migrations(reached, memory, memory, settlement),
                        new EngineIncidents(reached),
                        incidents,
                        waiting,
                        interim,
                        new ScheduleEvents(book, schedules, engine.timers(), clock),
                        World.this),
                new RefusedEffects(incidents, messages, memory),
                waiting,
                this::ensureKnown,
                memory,
                new Lanes(persistence, 1),
                persistence);
        private final InterimEffects interimEffects =
                new InterimEffects(interim, World.this, memory.interim(), new Lanes(persistence, 1), persistence);
        private final InterimRebuild interimRebuild =
                new InterimRebuild(World.this, interimEffects, memory.interim(), persistence, time);
        private final EngineLog engineLog = new EngineLog(
                memory,
                memory,
                bindings,
                new ParkingGroups(commands, parked),
                new RefusedRecords(incidents),
                new TaskEchoes(memory),
                new Lanes(persistence, 1),
                persistence);
        private final MemoryRebuild rebuild = new MemoryRebuild(
                World.this,
                new RebuiltMemory(memory, memory, memory, memory),
                memory,
                memory,
                bindings,
                starts,
                book,
                persistence,
                time);
        private final EngineRecovery recovery = new EngineRecovery(
                reached,
                World.this,
                deployments,
                rebuild,
                new LostTimers(schedules, engine.timers(), clock, persistence),
                told,
                incidents,
                persistence);

        void watch() {
            persistence.until("watch", "engine", recovery::check);
            parkedWatch.look();
        }

        void readInterim() {
            interimRebuild.ensureWhole();
            List<LoggedEvent> all = events.events();
            List<LoggedEvent> batch = all.subList(committedInterim, all.size()).stream()
                    .filter(event -> InterimEffects.concerns(
                            event.envelope().type(), event.envelope().subject().id()))
                    .toList();
            interimEffects.apply(0, batch);
            committedInterim = all.size();
        }

        private void ensureKnown() {
            recovery.requireKnown();
            rebuild.ensureWhole();
        }

        void readEvents() {
            List<LoggedEvent> all = events.events();
            List<LoggedEvent> batch = all.subList(committedEvents, all.size()).stream()
                    .filter(World::concernsEngine)
                    .toList();
            effects.apply(0, batch);
            committedEvents = all.size();
        }

        void readEngine() {
            List<EngineRecord> all = List.copyOf(engine.log());
            int from = Math.max(committedRecords, (int) memory.engineBegin());
            engineLog.apply(all.subList(Math.min(from, all.size()), all.size()));
            committedRecords = all.size();
        }
    }
}
