package io.docket.workflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterimEffectsTest {
    private final InterimWorld world = new InterimWorld();
    private final EventLog log = new EventLog(world.time);
    private final Persistence persistence = new Persistence(
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), world.time, world.time, new SimpleMeterRegistry());
    private final InterimEffects effects = new InterimEffects(
            world.events,
            position -> Optional.empty(),
            new MemoryInMemory(new Steps()).interim(),
            new Lanes(persistence, 1),
            persistence);

    @Test
    void a_log_that_is_read_again_leaves_nothing_behind_of_what_was_over_long_ago() {
        log.append("task", "c~ut-70", InterimWorld.created("decide"));
        log.append("process", InterimWorld.INSTANCE.processInstanceId(), new ProcessEvent.Completed());
        Instant removedBefore = world.time.instant().plusSeconds(1);

        log.events().forEach(event -> effects.again(event, removedBefore));

        assertThat(world.forms.tasksOf(InterimWorld.INSTANCE)).isEmpty();
        assertThat(world.queue.size()).isZero();
    }
}
