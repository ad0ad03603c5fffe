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
import io.docket.workflow.schedule.SchedulesInMemory;
import io.docket.workflow.schedule.UnseenSchedules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
    private static final int MISSED = 200;
    private static final int PLANNERS = 16;

    /** So far ahead that all are planned before the engine's timers wake the bridge. */
    private static final Duration AHEAD = ScheduleClock.LEAD.plusSeconds(20);

    private static final int BATCHES = 16;
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
    private ScheduleClock clock = clock(memory);

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

    /** Who plans has a clock that finds nothing to fire, and nobody looks: only the engine's job leads to the one that does. */
    @Test
    void the_engines_timer_alone_brings_a_command_and_not_too_early() {
        begin(new UnseenSchedules(memory));
        Instant due = inMillis(time.instant().plus(ScheduleClock.LEAD).plusSeconds(3));

        try (ScheduleClock elsewhere = clock(new SchedulesInMemory())) {
            elsewhere.start();
            ScheduleRef alone = plan("alone", due, null, elsewhere);

            assertOnceEach(List.of(alone), due);
        }
        assertNoneTooEarly(due);
    }

    @Test
    void a_thousand_commands_that_are_due_at_once_go_out_once_each_and_none_too_early() {
        begin(memory);
        Instant due = inMillis(time.instant().plus(AHEAD));
        List<ScheduleRef> planned = plan("many", MANY, due);
        LOG.infof(
                "thousand planned aheadMillis=%d",
                Duration.between(time.instant(), due).toMillis());

        assertOnceEach(planned, due);

        assertNoneTooEarly(due);
        LOG.infof("thousand due at once lateMillis=%s", lateness(due));
    }

    @Test
    void what_is_due_while_bridge_and_broker_are_gone_goes_out_once_when_they_are_back() {
        begin(memory);
        Instant due = inMillis(time.instant().plusSeconds(15));
        List<ScheduleRef> planned = plan("gone", MISSED, due);
        clock.close();
        jobs.die();
        LocalBroker.kill();
        await().atMost(PATIENCE).until(() -> time.instant().isAfter(due.plusSeconds(1)));
        assertThat(arrived).isEmpty();

        begin(memory);

        assertOnceEach(planned, due);
    }

    @Test
    void a_command_comes_once_every_second_until_it_is_cancelled() {
        begin(new UnseenSchedules(memory));
        ScheduleRef every = plan("every", null, "* * * * * ?", clock);
        await().atMost(PATIENCE).until(() -> arrived.size() >= 4);

        events(clock).on(every, new ScheduleEvent.Cancelled(), "ann", time.instant(), null);

        assertThat(memory.find(every)).isEmpty();
        assertThat(arrived.keySet()).allMatch(key -> key.startsWith("schedule:" + every.id()));
        assertThat(repeated).isEmpty();
    }

    private void begin(ScheduleMemory from) {
        clock = clock(from);
        clock.start();
        jobs.work(UnaryOperator.identity(), new ScheduleWorker(memory, bridge.progress(), clock, time));
    }

    private List<ScheduleRef> plan(String name, int schedules, Instant due) {
        try (ExecutorService planners = Executors.newFixedThreadPool(PLANNERS)) {
            return IntStream.range(0, schedules)
                    .mapToObj(
                            i -> CompletableFuture.supplyAsync(() -> plan(name + "-" + i, due, null, clock), planners))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private ScheduleRef plan(String name, @Nullable Instant at, @Nullable String cron, ScheduleClock expecting) {
        ScheduleRef schedule = new ScheduleRef("acme", run + "-" + name);
        events(expecting)
                .on(
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

    /** A clock that fires what is in the memory; what it is told to expect and does not find there, it lets be. */
    private ScheduleClock clock(ScheduleMemory from) {
        return new ScheduleClock(from, new Firing(from, commands, time, GRACE), time, BATCHES);
    }

    private ScheduleEvents events(ScheduleClock expecting) {
        return new ScheduleEvents(new ScheduleBook(memory, time), memory, timers, expecting);
    }

    private void assertOnceEach(List<ScheduleRef> planned, Instant due) {
        await().atMost(PATIENCE).until(() -> memory.dueUntil(due, 1).isEmpty());
        assertThat(arrived)
                .containsOnlyKeys(planned.stream()
                        .map(schedule -> "schedule:" + schedule.id() + ":" + due + ":command")
                        .toList());
        assertThat(repeated).isEmpty();
    }

    /** How late they are, as long as the test has patience, is for the benchmarks. */
    private void assertNoneTooEarly(Instant due) {
        assertThat(arrived.values())
                .allSatisfy(at -> assertThat(Duration.between(due, at)).isBetween(Duration.ofMillis(-1), PATIENCE));
    }

    /** The memory knows no less. */
    private static Instant inMillis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
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
