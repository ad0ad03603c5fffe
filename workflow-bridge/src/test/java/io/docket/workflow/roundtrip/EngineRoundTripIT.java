package io.docket.workflow.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.Commands;
import io.docket.workflow.command.HttpCommands;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.engine.zeebe.ZeebeClients;
import io.docket.workflow.engine.zeebe.ZeebeEngine;
import io.docket.workflow.instance.InstanceEvents;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.LocalRedis;
import io.docket.workflow.memory.redis.RedisMemory;
import io.docket.workflow.record.CommandLanes;
import io.docket.workflow.record.EngineLog;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Shutdown;
import io.docket.workflow.simulation.World;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.Settlement;
import io.docket.workflow.start.StartRequest;
import io.docket.workflow.start.StartVariables;
import io.docket.workflow.usertask.UserTaskEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bridge's parts between the local stack's Zeebe, Kafka and Redis, and a recording command service. */
@SuppressWarnings("deprecation")
class EngineRoundTripIT {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long UNKNOWN_KEY = (1L << 51) + 1;

    private final InstanceRef instance = new InstanceRef("acme", "it-" + UUID.randomUUID() + "~loan-review-1");
    private final InstantSource clock = InstantSource.system();
    private final Shutdown pause = new Shutdown();
    private final LocalRedis redis = new LocalRedis();
    private final RedisMemory memory = redis.memory();
    private final RecordingServer server = new RecordingServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ZeebeClient client = ZeebeClients.open(
            address("DOCKET_ZEEBE_GRPC", "http://127.0.0.1:26500"),
            address("DOCKET_ZEEBE_REST", "http://127.0.0.1:26580"),
            REQUEST_TIMEOUT);
    private final LocalEngineLog log = new LocalEngineLog();
    private final Engine engine = new ZeebeEngine(client, REQUEST_TIMEOUT);
    private final Persistence persistence = new Persistence(
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)), pause, clock, new SimpleMeterRegistry());
    private final Commands commands = new HttpCommands(
            http,
            server.url(),
            new ServiceTokens(http, server.issuer(), "docket-bridge-", "secret", clock),
            REQUEST_TIMEOUT);
    private final EngineLog engineLog = new EngineLog(
            memory.instances(),
            memory.progress(),
            new InstanceBindings(engine, memory.instances(), memory.progress()),
            commands,
            new CommandLanes(persistence, 2),
            persistence);
    private final ProcessStarts starts = new ProcessStarts(
            engine,
            memory.instances(),
            memory.parking(),
            memory.needs(),
            new Settlement(engine, memory.progress(), this::readWhile, clock, Duration.ZERO, PATIENCE),
            clock);
    private final UserTaskEvents userTasks = new UserTaskEvents(engine, memory.tasks());
    private final InstanceEvents instances = new InstanceEvents(engine, commands, memory.instances(), memory.parking());

    EngineRoundTripIT() throws IOException {}

    @AfterEach
    void close() {
        memory.instances().engineKey(instance).ifPresent(this::cancelQuietly);
        log.close();
        client.close();
        http.close();
        server.close();
        redis.close();
    }

    @Test
    void process_runs_from_its_start_through_a_user_task_to_its_end() {
        deploy();
        starts.start(request());
        JsonNode started = awaitCommand("record-process", "state", "started");
        JsonNode task = awaitCommand("create-task", "processInstanceId", instance.processInstanceId());

        assertThat(started.path("engineKey").asLong())
                .isEqualTo(memory.instances().engineKey(instance).orElseThrow());
        assertThat(task.path("name").asText()).isEqualTo("Review the application");
        assertThat(task.path("candidateGroups")).map(JsonNode::asText).containsExactly("underwriters", "seniors");

        String taskId = task.path("taskId").asText();
        userTasks.on("acme", taskId, "bridge", created(task));
        userTasks.on("acme", taskId, "anna", new TaskEvent.Claimed("anna"));
        userTasks.on("acme", taskId, "anna", new TaskEvent.Released("anna"));
        userTasks.on("acme", taskId, "anna", new TaskEvent.Claimed("anna"));
        ObjectNode data = Json.mapper().createObjectNode().put("outcome", "approved");
        userTasks.on("acme", taskId, "anna", new TaskEvent.Completed(data));
        userTasks.on("acme", taskId, "anna", new TaskEvent.Completed(data));

        awaitCommand("record-process", "state", "completed");
    }

    @Test
    void cancelled_instance_cancels_its_task_and_is_reported_terminated() {
        deploy();
        starts.start(request());
        awaitCommand("create-task", "processInstanceId", instance.processInstanceId());

        instances.cancel(instance, "event-1");
        instances.cancel(instance, "event-1");

        awaitCommand("record-process", "state", "terminated");
        assertThat(server.commands()).extracting(RecordingServer.Request::type).contains("cancel-task");
    }

    @Test
    void start_whose_answer_was_lost_is_found_in_the_engines_log() {
        deploy();
        memory.instances().claim(instance, Instant.now().minusSeconds(60));
        long key = engine.create("acme.loan-review", StartVariables.of(request(), Set.of()));

        starts.start(request());

        assertThat(memory.instances().engineKey(instance)).hasValue(key);
    }

    @Test
    void start_that_never_reached_the_engine_is_made_up_for() {
        deploy();
        memory.instances().claim(instance, Instant.now().minusSeconds(60));

        starts.start(request());

        assertThat(memory.instances().engineKey(instance)).isPresent();
    }

    @Test
    void what_the_engine_will_never_do_is_refused() {
        assertThatThrownBy(() -> engine.deploy("acme/bad.bpmn", "<x/>"))
                .isInstanceOf(Refused.class)
                .isNotInstanceOf(NotFound.class);
        assertThatThrownBy(() -> engine.create("no-such-process", Json.mapper().createObjectNode()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> engine.completeUserTask(UNKNOWN_KEY, Json.mapper().createObjectNode()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> engine.cancel(UNKNOWN_KEY)).isInstanceOf(NotFound.class);
        ObjectNode large = Json.mapper().createObjectNode().put("large", "x".repeat(4_000_000));
        assertThatThrownBy(() -> engine.create("no-such-process", large))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.code()).isEqualTo("too-large"));
    }

    private void deploy() {
        ProcessDefinitionEvent.Deployed definition =
                new ProcessDefinitionEvent.Deployed("loan-review.bpmn", List.of("loan-review"), World.sample());
        new Deployments(engine, starts, memory.needs()).deploy("acme", definition);
    }

    private StartRequest request() {
        return new StartRequest(
                instance, "loan-review", Json.mapper().createObjectNode().put("followUp", "2030-04-01T12:00:00+02:00"));
    }

    private JsonNode awaitCommand(String type, String field, String value) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            engineLog.apply(log.poll());
                            return server.commands().stream()
                                    .filter(command -> command.type().equals(type))
                                    .map(command -> Json.tree(command.body().getBytes(UTF_8)))
                                    .filter(body -> body.path("processInstanceId")
                                            .asText()
                                            .equals(instance.processInstanceId()))
                                    .filter(body -> body.path(field).asText().equals(value))
                                    .findFirst()
                                    .orElse(null);
                        },
                        Objects::nonNull);
    }

    private void readWhile(Duration time) {
        pause.sleep(time);
        engineLog.apply(log.poll());
    }

    private void cancelQuietly(long key) {
        try {
            engine.cancel(key);
        } catch (NotFound e) {
            assertThat(e.code()).isEqualTo("not-found");
        }
    }

    private static TaskEvent created(JsonNode task) {
        return new TaskEvent.Created(
                task.path("caseId").asText(),
                task.path("processInstanceId").asText(),
                task.path("engineKey").asText(),
                task.path("name").asText(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                50,
                null);
    }

    private static URI address(String variable, String otherwise) {
        return URI.create(Objects.requireNonNullElse(System.getenv(variable), otherwise));
    }
}
