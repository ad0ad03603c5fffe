package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.ScheduleEvent;
import io.docket.workflow.command.GatheredCommands;
import io.docket.workflow.command.RecordingServer.Request;
import io.docket.workflow.engine.zeebe.ZeebeTimers;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.memory.redis.LocalRedis;
import io.docket.workflow.memory.redis.RedisMemory;
import io.docket.workflow.schedule.Firing;
import io.docket.workflow.schedule.ScheduleBook;
import io.docket.workflow.schedule.ScheduleClock;
import io.docket.workflow.schedule.ScheduleEvents;
import io.docket.workflow.schedule.ScheduleMemory;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.schedule.ScheduleWorker;
import io.docket.workflow.schedule.SharedMemory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Schedules between the local stack's Zeebe and Redis and a recording command service. */
@Isolated("kills the engine")
class SchedulesIT {
    private static final Logger LOG = Logger.getLogger(SchedulesIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final int MANY = 1_000;
    private static final int PLANNERS = 16;

    /** So far ahead that all are planned before the engine's timers wake the bridge. */
    private static final Duration AHEAD = ScheduleClock.LEAD.plusSeconds(20);

    private static final int CONCURRENCY = 500;
    private static final int MEMORY_AT_ONCE = 16;
    private static final String COMMAND = "create-task";

    private final LocalJobs jobs = new LocalJobs(Duration.ofSeconds(30));
    private final LocalRedis redis = new LocalRedis();
    private final RedisMemory bridge = redis.memory();
    private final ScheduleMemory memory = bridge.schedules();
    private final InstantSource time = InstantSource.system();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Instant> arrived = new ConcurrentHashMap<>();
    private final Set<String> repeated = ConcurrentHashMap.newKeySet();
    private final GatheredCommands commands = jobs.gathered();
    private final ZeebeTimers timers = jobs.timers();
    private ScheduleClock clock = clock();

    SchedulesIT() throws IOException {
        jobs.server.answer("{\"events\":[{\"id\":\"e\"}]}");
        jobs.server.decide(this::arrive);
        bridge.progress().markWhole();
    }

    @AfterEach
    void close() {
        clock.close();
        commands.close();
        jobs.close();
        redis.close();
    }

    @Test
    void the_engines_timer_alone_brings_a_command_on_time() {
        begin(false);
        Instant due = time.instant().plusSeconds(2);

        plan("alone", due, null);

        await().atMost(PATIENCE).until(() -> arrived.size() == 1);
        assertOnTime(due);
    }

    @Test
    void a_thousand_commands_that_are_due_at_once_go_out_once_each_and_none_too_early() {
        begin(true);
        Instant due = time.instant().plus(AHEAD);
        try (ExecutorService planners = Executors.newFixedThreadPool(PLANNERS)) {
            for (int i = 0; i < MANY; i++) {
                String name = "many-" + i;
                planners.execute(() -> plan(name, due, null));
            }
        }
        LOG.infof(
                "thousand planned aheadMillis=%d",
                Duration.between(time.instant(), due).toMillis());

        await().atMost(PATIENCE).until(() -> arrived.size() == MANY);

        assertThat(arrived.values()).allSatisfy(at -> assertThat(at).isAfterOrEqualTo(due.minusMillis(1)));
        assertThat(repeated).isEmpty();
        LOG.infof("thousand due at once lateMillis=%s", lateness(due));
    }

    @Test
    void what_is_due_while_bridge_and_broker_are_gone_goes_out_once_when_they_are_back() {
        begin(true);
        Instant due = time.instant().plusSeconds(8);
        for (int i = 0; i < 20; i++) {
            plan("gone-" + i, due, null);
        }
        clock.close();
        jobs.die();
        LocalBroker.kill();
        await().atMost(PATIENCE).until(() -> time.instant().isAfter(due.plusSeconds(1)));
        assertThat(arrived).isEmpty();

        clock = clock();
        begin(true);

        await().atMost(PATIENCE).until(() -> arrived.size() == 20);
    }

    @Test
    void a_command_comes_every_second_until_it_is_cancelled() {
        begin(false);
        ScheduleRef every = plan("every", null, "* * * * * ?");
        await().atMost(PATIENCE).until(() -> arrived.size() >= 4);

        events().on(every, new ScheduleEvent.Cancelled(), "ann", time.instant(), null);

        assertThat(memory.find(every)).isEmpty();
        assertThat(arrived.keySet()).allMatch(key -> key.startsWith("schedule:" + every.id()));
    }

    private void begin(boolean looking) {
        if (looking) {
            clock.start();
        }
        jobs.work(UnaryOperator.identity(), new ScheduleWorker(memory, bridge.progress(), clock, time));
    }

    private ScheduleRef plan(String name, @Nullable Instant at, @Nullable String cron) {
        ScheduleRef schedule = new ScheduleRef("acme", run + "-" + name);
        events().on(
                        schedule,
                        new ScheduleEvent.Created(
                                null,
                                COMMAND,
                                Jobs.json("{\"name\":\"Call\"}"),
                                at == null ? null : at.atOffset(ZoneOffset.UTC),
                                null,
                                cron,
                                cron == null ? null : "UTC",
                                cron == null ? null : "once"),
                        "ann",
                        time.instant(),
                        null);
        return schedule;
    }

    private ScheduleClock clock() {
        ScheduleMemory shared = new SharedMemory(memory, MEMORY_AT_ONCE);
        return new ScheduleClock(shared, new Firing(shared, commands, time, GRACE), time, CONCURRENCY);
    }

    private ScheduleEvents events() {
        return new ScheduleEvents(new ScheduleBook(memory, time), memory, timers, clock);
    }

    private void assertOnTime(Instant due) {
        assertThat(arrived.values())
                .allSatisfy(at -> assertThat(Duration.between(due, at)).isBetween(Duration.ofMillis(-1), PATIENCE));
    }

    private String lateness(Instant due) {
        long[] millis = arrived.values().stream()
                .mapToLong(at -> Duration.between(due, at).toMillis())
                .sorted()
                .toArray();
        return "p50 " + millis[MANY / 2] + " p99 " + millis[MANY * 99 / 100] + " max " + millis[MANY - 1];
    }

    private int arrive(Request request) {
        if (request.type().equals(COMMAND) && arrived.putIfAbsent(request.idempotencyKey(), time.instant()) != null) {
            repeated.add(request.idempotencyKey());
        }
        return 200;
    }
}
