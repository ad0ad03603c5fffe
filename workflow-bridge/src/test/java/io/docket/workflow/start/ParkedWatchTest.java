package io.docket.workflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.incident.Incidents;
import io.docket.workflow.simulation.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ParkedWatchTest {
    private static final int MANY = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world = new World();
    private final ManyParked parking = new ManyParked(MANY);
    private final AtomicReference<Instant> now = new AtomicReference<>(ManyParked.SINCE);
    private final ParkedWatch watch = watch();

    @Test
    void process_is_asked_for_once_a_look_with_one_request_however_many_wait() {
        watch.look();
        watch.look();

        assertThat(parking.held.added()).isEqualTo(2);
        assertThat(parking.size()).isEqualTo(MANY);
    }

    @Test
    void each_start_that_waits_for_long_is_told_once() {
        watch.look();
        assertThat(told()).isZero();

        now.set(ManyParked.SINCE.plus(PATIENCE).plusMillis(1));
        watch.look();
        watch.look();

        assertThat(told()).isEqualTo(MANY);
        assertThat(world.commands.accepted("record-incident", "kind")).containsOnly(ProcessStarts.PROCESS_MISSING);
    }

    @Test
    void start_that_begins_in_the_look_is_not_told() {
        world.engine.deploy("loan.bpmn", "<process id=\"acme.loan\"/>");
        now.set(ManyParked.SINCE.plus(PATIENCE).plusMillis(1));

        watch.look();

        assertThat(world.engine.created()).hasSize(MANY);
        assertThat(told()).isZero();
    }

    private int told() {
        return world.commands.accepted("record-incident", "incidentId").size();
    }

    private ParkedWatch watch() {
        Incidents incidents = new Incidents(world.commands, new SimpleMeterRegistry());
        Settlement settlement = new Settlement(
                world.engine, world.memory, world.time, world.time, Duration.ofSeconds(10), Duration.ofSeconds(30));
        ProcessStarts starts =
                new ProcessStarts(world.engine, world.memory, parking, world.memory, settlement, incidents, world.time);
        return new ParkedWatch(parking, starts, incidents, now::get, PATIENCE);
    }
}
