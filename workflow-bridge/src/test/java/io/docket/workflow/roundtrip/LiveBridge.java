package io.docket.workflow.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BulkCommands;
import io.docket.workflow.command.Commands;
import io.docket.workflow.command.GatheredCommands;
import io.docket.workflow.command.HttpCommands;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.zeebe.ZeebeClients;
import io.docket.workflow.engine.zeebe.ZeebeEngine;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.incident.EngineIncidents;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.RefusedEffects;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.incident.WaitingEffects;
import io.docket.workflow.instance.InstanceEvents;
import io.docket.workflow.interim.DeliveriesInMemory;
import io.docket.workflow.interim.FormsInMemory;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.interim.StoreInMemory;
import io.docket.workflow.memory.redis.LocalRedis;
import io.docket.workflow.memory.redis.RedisMemory;
import io.docket.workflow.message.Messages;
import io.docket.workflow.migration.Migrations;
import io.docket.workflow.record.EngineLog;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.removal.QueueInMemory;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Shutdown;
import io.docket.workflow.schedule.IdleSchedules;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.Settlement;
import io.docket.workflow.tenant.ParkingGroups;
import io.docket.workflow.usertask.TaskEchoes;
import io.docket.workflow.usertask.UserTaskEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The bridge's parts between the local stack's Zeebe, Kafka and Redis, an event log in memory and a recording server. */
@SuppressWarnings("deprecation")
final class LiveBridge implements AutoCloseable {
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_PARKED = 1_000;

    final InstantSource clock = InstantSource.system();
    final Shutdown pause = new Shutdown();
    final LocalRedis redis = new LocalRedis();
    final RedisMemory memory = redis.memory();
    final RecordingServer server = new RecordingServer();
    final EventLog events = new EventLog(clock);
    final ZeebeClient client = ZeebeClients.open(
            address("DOCKET_ZEEBE_GRPC", "http://127.0.0.1:26500"),
            address("DOCKET_ZEEBE_REST", "http://127.0.0.1:26580"),
            REQUEST_TIMEOUT);
    final LocalEngineLog log = new LocalEngineLog();
    final Engine engine = new ZeebeEngine(client, REQUEST_TIMEOUT);
    final MeterRegistry metrics = new SimpleMeterRegistry();
    final Persistence persistence =
            new Persistence(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)), pause, clock, metrics);
    final QueueInMemory removals = new QueueInMemory();
    final StoreInMemory interimData = new StoreInMemory(removals, clock);
    final Commands commands;
    final ProcessStarts starts;
    final InstanceEvents instances;
    final UserTaskEvents userTasks;
    final Deployments deployments;

    private final HttpClient http = HttpClient.newHttpClient();
    private final GatheredCommands gathered;
    private final EngineLog engineLog;
    private final EventEffects effects;
    private int handled;

    LiveBridge() throws IOException {
        LocalBroker.awaitServing(engine);
        ServiceTokens tokens = new ServiceTokens(http, server.issuer(), "docket-bridge-", "secret", clock);
        commands = new HttpCommands(http, server.url(), tokens, REQUEST_TIMEOUT);
        gathered = new GatheredCommands(new BulkCommands(http, server.url(), tokens, REQUEST_TIMEOUT));
        Incidents incidents = new Incidents(commands, metrics);
        FormsInMemory forms = new FormsInMemory();
        InterimEvents interim = new InterimEvents(interimData, forms, removals, Duration.ofDays(1), clock);
        PayloadDelivery payloads = new PayloadDelivery(new DeliveriesInMemory(), interim, clock);
        Settlement settlement =
                new Settlement(engine, memory.progress(), this::readWhile, clock, Duration.ZERO, PATIENCE);
        engineLog = new EngineLog(
                memory.instances(),
                memory.progress(),
                new InstanceBindings(engine, memory.instances(), payloads, memory.progress()),
                new ParkingGroups(gathered, memory.tenants(MOST_PARKED).commands()),
                new RefusedRecords(incidents),
                new TaskEchoes(memory.tasks()),
                new Lanes(persistence, 2),
                persistence);
        starts = new ProcessStarts(
                engine, memory.instances(), memory.parking(), memory.needs(), settlement, incidents, clock);
        userTasks = new UserTaskEvents(engine, memory.tasks(), forms, memory.instances(), clock);
        instances = new InstanceEvents(engine, commands, memory.instances(), memory.parking(), forms);
        deployments = new Deployments(engine, commands, memory.definitions(), memory.needs(), starts);
        WaitingEffects waiting = new WaitingEffects(incidents, memory.tasks(), PATIENCE);
        Messages messages = new Messages(engine, commands, memory.instances(), payloads, settlement, clock);
        effects = new EventEffects(
                new Effects(
                        deployments,
                        starts,
                        instances,
                        userTasks,
                        messages,
                        new Migrations(engine, memory.instances(), memory.definitions(), settlement),
                        new EngineIncidents(engine),
                        incidents,
                        waiting,
                        interim,
                        new IdleSchedules(clock).events(),
                        position -> Optional.of(events.events().get(Integer.parseInt(position.substring(2))))),
                new RefusedEffects(incidents, messages, memory.tasks(), forms),
                waiting,
                () -> {},
                memory.progress(),
                new Lanes(persistence, 2),
                persistence);
    }

    /** Writes an event, which has its effect. */
    void happens(String entity, String id, DomainEvent event) {
        events.append(entity, id, event);
        List<LoggedEvent> all = events.events();
        effects.apply(0, all.subList(handled, all.size()));
        handled = all.size();
    }

    /** The first command of the type that satisfies the condition, as soon as it is there. */
    JsonNode awaitCommand(String type, Predicate<JsonNode> condition) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            readEngine();
                            return commands(type).filter(condition).findFirst().orElse(null);
                        },
                        Objects::nonNull);
    }

    /** The commands of the type so far. */
    Stream<JsonNode> commands(String type) {
        return server.commands().stream()
                .filter(command -> command.type().equals(type))
                .map(command -> Json.tree(command.body().getBytes(UTF_8)));
    }

    void readEngine() {
        List<EngineRecord> records = log.poll();
        engineLog.apply(() -> records);
    }

    private void readWhile(Duration time) {
        pause.sleep(time);
        readEngine();
    }

    /** A file of the tests. */
    static String file(String name) {
        try (InputStream file = Objects.requireNonNull(LiveBridge.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URI address(String variable, String otherwise) {
        return URI.create(Objects.requireNonNullElse(System.getenv(variable), otherwise));
    }

    @Override
    public void close() {
        gathered.close();
        log.close();
        client.close();
        http.close();
        server.close();
        redis.close();
    }
}
