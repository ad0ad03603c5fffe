package io.docket.workflow.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.ScheduleEvent;
import io.docket.kit.feel.Feel;
import io.docket.workflow.job.Job;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.job.RecordingJobEngine;
import io.docket.workflow.job.script.FeelExpressions;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Outages;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleWorkerTest {
    private static final ScheduleRef SCHEDULE = new ScheduleRef("acme", "s");

    private final VirtualTime time = new VirtualTime();
    private final SchedulesInMemory memory = new SchedulesInMemory();
    private final MemoryInMemory bridge = new MemoryInMemory(new Steps());
    private final RecordingTimers timers = new RecordingTimers();
    private final ScheduleClock clock = new ScheduleClock(
            memory, new Firing(memory, new ScheduleServiceDouble(), time, Duration.ofMinutes(1)), time, 1);
    private final ScheduleEvents events = new ScheduleEvents(new ScheduleBook(memory, time), memory, timers, clock);
    private final ScheduleWorker worker = new ScheduleWorker(memory, bridge, clock, time);
    private final RecordingJobEngine engine = new RecordingJobEngine();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void the_engines_timer_wakes_ahead_of_the_occurrence_and_stops_with_the_schedule() {
        plan(Duration.ofHours(1));

        events.on(SCHEDULE, new ScheduleEvent.Cancelled(), "ann", time.instant(), null);

        assertThat(timers.told()).containsExactly("start acme/s 2030-01-01T00:59:40Z", "stop acme/s");
        assertThat(memory.find(SCHEDULE)).isEmpty();
    }

    @Test
    void what_is_far_away_is_left_to_the_timer_again() {
        plan(Duration.ofHours(1));

        run();

        assertThat(engine.last().variables())
                .isEqualTo(Jobs.json("{\"more\":true,\"wakeAt\":\"2030-01-01T00:59:40Z\"}"));
    }

    @Test
    void what_is_near_is_looked_at_again_when_it_was_due() {
        plan(Duration.ofSeconds(15));

        run();

        assertThat(engine.last().what()).isEqualTo("fail");
        assertThat(engine.last().pause()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void what_is_over_ends_the_timer() {
        run();

        assertThat(engine.last().variables()).isEqualTo(Jobs.json("{\"more\":false}"));
    }

    @Test
    void a_memory_that_was_lost_ends_no_timer() {
        bridge.lose();

        run();

        assertThat(engine.last().what()).isEqualTo("fail");
        assertThat(engine.last().retries()).isEqualTo(3);
    }

    @Test
    void a_process_of_a_tenant_cannot_use_it() {
        assertThatThrownBy(() -> {
                    JobOutcome outcome = worker.work(Jobs.call(Map.of(), "{\"scheduleKey\":\"globex/s\"}"));
                    assertThat(outcome).isNull();
                })
                .isInstanceOf(Refused.class)
                .hasMessageContaining("only the platform itself");
    }

    private void plan(Duration after) {
        events.on(
                SCHEDULE,
                new ScheduleEvent.Created(
                        null,
                        "create-task",
                        Jobs.json("{\"name\":\"x\"}"),
                        OffsetDateTime.parse(time.instant().plus(after).toString()),
                        null,
                        null,
                        null,
                        null),
                "ann",
                time.instant(),
                null);
    }

    private void run() {
        JobRunner runner = new JobRunner(
                new FeelExpressions(new Feel()),
                engine,
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
                new SimpleMeterRegistry(),
                new Outages(InstantSource.system(), new SimpleMeterRegistry()));
        runner.run(
                worker,
                new Job(
                        1,
                        worker.type(),
                        ScheduleWorker.PROCESS,
                        5,
                        6,
                        "occurrence",
                        3,
                        Map.of(),
                        Jobs.json("{\"tenant\":\"acme\",\"scheduleKey\":\"acme/s\"}")));
    }
}
