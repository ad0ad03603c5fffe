package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.Resource;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.engine.zeebe.TimerProcess;
import io.docket.workflow.engine.zeebe.ZeebeClients;
import io.docket.workflow.engine.zeebe.ZeebeEngine;
import io.docket.workflow.engine.zeebe.ZeebeTimers;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.interim.DeliveriesInMemory;
import io.docket.workflow.interim.FormsInMemory;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.interim.StoreInMemory;
import io.docket.workflow.rebuild.MemoryRebuild;
import io.docket.workflow.rebuild.RebuiltMemory;
import io.docket.workflow.record.InstanceBindings;
import io.docket.workflow.recovery.EngineRecovery;
import io.docket.workflow.removal.QueueInMemory;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.schedule.Firing;
import io.docket.workflow.schedule.LostTimers;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.schedule.ScheduleClock;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.schedule.ScheduleServiceDouble;
import io.docket.workflow.schedule.SchedulesInMemory;
import io.docket.workflow.simulation.CommandServiceDouble;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.simulation.LogsInMemory;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.VirtualTime;
import io.docket.workflow.simulation.World;
import io.docket.workflow.start.ProcessStarts;
import io.docket.workflow.start.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real Zeebe that loses its data. */
@SuppressWarnings("deprecation")
class EngineRedeployIT {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration WAKING = Duration.ofSeconds(5);
    private static final String USER_TASK = "io.camunda.zeebe:userTask";
    private static final String FORM_KEY = "io.camunda.zeebe:formKey";
    private static final String CHANGED = World.sample().replace("Decided", "Decided at last");

    private final OwnBroker broker = new OwnBroker();
    private final ZeebeClient client = ZeebeClients.open(broker.grpc(), broker.rest(), Duration.ofSeconds(20));
    private final Engine engine = new ZeebeEngine(client, Duration.ofSeconds(20));
    private final VirtualTime time = new VirtualTime();
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final EventLog events = new EventLog(time);
    private final CommandServiceDouble commands = new CommandServiceDouble(new Steps(), events);
    private final LogsInMemory logs = new LogsInMemory(events);
    private final SchedulesInMemory schedules = new SchedulesInMemory();
    private final ZeebeTimers timers = new ZeebeTimers(client, Duration.ofSeconds(20), TimerProcess.OF_THE_PLATFORM);
    private final Firing firing = new Firing(schedules, new ScheduleServiceDouble(), time, Duration.ofMinutes(1));
    private final ScheduleClock clock = new ScheduleClock(schedules, firing, InstantSource.system(), 1);

    EngineRedeployIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        clock.close();
        client.close();
        broker.close();
    }

    @Test
    void engine_without_data_is_set_up_from_the_log_and_what_ran_in_it_is_told() {
        awaitEngine();
        deployed(World.sample());
        deployed(CHANGED);
        recovery().check();
        long key = engine.create("acme.loan-review", Json.mapper().createObjectNode());
        events.append("process", "case~loan-review-1", new ProcessEvent.Requested("case", "loan-review", null));
        events.append("process", "case~loan-review-1", new ProcessEvent.Started(Long.toString(key), 2));

        wipe();
        assertThatThrownBy(() -> engine.create("acme.loan-review", Json.mapper().createObjectNode()))
                .isInstanceOf(NotFound.class);
        recovery().check();
        recovery().check();

        assertThat(engine.create("acme.loan-review", Json.mapper().createObjectNode()))
                .isPositive();
        assertThat(memory.find("acme", "loan-review", 2)).isPresent();
        assertThat(commands.accepted("record-incident", "kind")).containsExactly(ProcessEvent.ENGINE_LOST);
        assertThat(commands.accepted("record-deployment", "outcome")).containsOnly("activated");
    }

    @Test
    void schedule_has_its_timer_in_the_engine_without_data_though_one_was_started_there_before_it_could_run() {
        awaitEngine();
        recovery().check();
        ScheduleRef schedule = new ScheduleRef("acme", "call");
        timers.start(schedule, Instant.now().plus(Duration.ofDays(1)));
        wipe();
        timers.start(schedule, Instant.now());
        events.append("schedule", schedule.id(), planned(Instant.now()));

        recovery().check();

        List<ActivatedJob> jobs = await().atMost(START).until(this::woken, woken -> !woken.isEmpty());
        assertThat(jobs.getFirst().getVariablesAsMap()).containsEntry("scheduleKey", schedule.key());
    }

    @Test
    void decision_and_form_that_were_deployed_by_themselves_are_what_a_process_finds_in_the_engine_without_data() {
        awaitEngine();
        events.append(
                "process-definition",
                "rates.dmn",
                new ProcessDefinitionEvent.ResourcesDeployed(List.of(new Resource(
                        "rates.dmn", LiveBridge.file("/dmn/rates.dmn").replace("DECISION_ID", "rates")))));
        events.append(
                "process-definition",
                "ask.form",
                new ProcessDefinitionEvent.ResourcesDeployed(
                        List.of(new Resource("ask.form", LiveBridge.file("/form/ask.form")))));
        events.append(
                "process-definition",
                "rated-review",
                new ProcessDefinitionEvent.Deployed(
                        "rated-review.bpmn", List.of("rated-review"), World.process("rated-review")));
        recovery().check();
        assertRated(rated(250), 3.5);

        wipe();
        assertThat(engine.hasDecision("acme.rates")).isFalse();
        recovery().check();

        assertRated(rated(350), 4.5);
    }

    /** The process is past its decision, and its task has the form that is deployed in the engine. */
    private static void assertRated(ActivatedJob review, double rate) {
        assertThat(review.getElementId()).isEqualTo("review");
        assertThat(review.getVariablesAsMap()).containsEntry("rate", rate);
        assertThat(review.getCustomHeaders().get(FORM_KEY)).matches("[0-9]+");
    }

    private ActivatedJob rated(int amount) {
        long instance = engine.create(
                "acme.rated-review", Json.mapper().createObjectNode().put("amount", amount));
        return await()
                .atMost(START)
                .until(
                        () -> jobs(USER_TASK),
                        found -> found.stream().anyMatch(job -> job.getProcessInstanceKey() == instance))
                .stream()
                .filter(job -> job.getProcessInstanceKey() == instance)
                .findFirst()
                .orElseThrow();
    }

    private List<ActivatedJob> woken() {
        return jobs("docket:schedule");
    }

    private List<ActivatedJob> jobs(String type) {
        return client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .requestTimeout(WAKING)
                .send()
                .join()
                .getJobs();
    }

    private static ScheduleEvent planned(Instant at) {
        return new ScheduleEvent.Created(
                null,
                "create-task",
                Json.mapper().createObjectNode().put("name", "Call"),
                at.atOffset(ZoneOffset.UTC),
                null,
                null,
                null,
                null);
    }

    private void wipe() {
        try {
            broker.wipe();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEngine();
    }

    private void deployed(String bpmn) {
        events.append(
                "process-definition",
                "loan-review",
                new ProcessDefinitionEvent.Deployed("loan-review.bpmn", List.of("loan-review"), bpmn));
    }

    private void awaitEngine() {
        await().atMost(START).until(engine::isReachable);
        await().atMost(START).ignoreExceptions().until(() -> {
            engine.fence("ready", "0");
            return true;
        });
    }

    private EngineRecovery recovery() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Persistence persistence =
                new Persistence(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)), time, time, metrics);
        Incidents incidents = new Incidents(commands, metrics);
        QueueInMemory removals = new QueueInMemory();
        InterimEvents interim = new InterimEvents(
                new StoreInMemory(removals, time), new FormsInMemory(), removals, Duration.ofDays(1), time);
        PayloadDelivery payloads = new PayloadDelivery(new DeliveriesInMemory(), interim, InstantSource.system());
        Settlement settlement = new Settlement(engine, memory, time, time, Duration.ZERO, Duration.ofSeconds(1));
        ProcessStarts starts = new ProcessStarts(engine, memory, memory, memory, settlement, incidents, time);
        Deployments deployments = new Deployments(engine, commands, memory, memory, starts);
        MemoryRebuild rebuild = new MemoryRebuild(
                logs,
                new RebuiltMemory(memory, memory, memory, memory),
                memory,
                memory,
                new InstanceBindings(engine, memory, payloads, memory),
                starts,
                new ScheduleBook(schedules, time),
                persistence,
                time);
        logs.handled(Map.of(0, (long) events.events().size()));
        LostTimers lost = new LostTimers(schedules, timers, clock, persistence);
        return new EngineRecovery(engine, logs, deployments, rebuild, lost, commands, incidents, persistence);
    }
}
