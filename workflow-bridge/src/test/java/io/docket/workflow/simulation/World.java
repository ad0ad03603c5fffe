package io.docket.workflow.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.encryption.KeysInMemory;
import io.docket.workflow.encryption.Vaults;
import io.docket.workflow.interim.Bringing;
import io.docket.workflow.interim.DeliveriesInMemory;
import io.docket.workflow.interim.FormsInMemory;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.interim.StoreInMemory;
import io.docket.workflow.interim.TaskLookup;
import io.docket.workflow.removal.QueueInMemory;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.schedule.SchedulesInMemory;
import io.docket.workflow.signature.Signatures;
import io.docket.workflow.signature.SystemKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bridge between a simulated engine and a command service double, with both logs; it can die and start again. */
public final class World {
    private static final int MAX_ROUNDS = 50;
    /** How long an effect waits without being an incident. */
    public static final Duration OUTAGE_PATIENCE = Duration.ofSeconds(60);

    /** How long data is kept that no instance has. */
    static final Duration UNBOUND_LIFE = Duration.ofDays(1);

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
    public final FormsInMemory forms = new FormsInMemory();
    final DeliveriesInMemory deliveries = new DeliveriesInMemory();
    private final Bringing bringing = new Bringing(
            interimData,
            new TaskLookup(forms, pause -> {}),
            Vaults.over(Vaults.keys(new KeysInMemory(), time), new SimpleMeterRegistry()),
            new Signatures(InterimWorld.trustIn(List.of()), SystemKeys.none()),
            SystemKeys.none(),
            UNBOUND_LIFE);
    public final CommandServiceDouble commands = new CommandServiceDouble(steps, events);
    public final TenantQueueInMemory parked = new TenantQueueInMemory(steps, TenantsWithoutAccount.MOST_PARKED);
    final BothLogs logs = new BothLogs(events, engine);

    private Bridge bridge = new Bridge(this);

    public World() {
        time.meanwhile(() -> {
            bridge.readInterim();
            bridge.readEngine();
        });
        memory.losesToo(schedules::lose);
        memory.replicates(forms.all());
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
            bridge = new Bridge(this);
        }
        settle();
    }

    /** The bridge works until there is nothing left to do; where it dies it starts again. */
    public void settle() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            int before = logs.committed();
            boolean went;
            try {
                bridge.readInterim();
                bridge.readEvents();
                bridge.readEngine();
                went = bridge.withoutAccount.goOn();
            } catch (Crash e) {
                bridge = new Bridge(this);
                continue;
            }
            if (!went && before == logs.committed() && !arrivesLate()) {
                return;
            }
        }
        throw new AssertionError("the world does not settle");
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
        logs.rewind();
    }

    /** Lanes of the bridge that waited at some time. */
    public double retries() {
        return bridge.metrics.counter("docket.bridge.retries").count();
    }

    /** Tenants without accounts, as the bridge of now treats them. */
    public TenantsWithoutAccount withoutAccount() {
        return bridge.withoutAccount;
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
}
