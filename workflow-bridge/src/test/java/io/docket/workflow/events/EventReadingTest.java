package io.docket.workflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Lanes.Step;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A batch, and the history of the memory meanwhile. */
class EventReadingTest {
    private static final int EVENTS = HandledEvents.TOGETHER + 10;
    private static final List<Long> ALL = LongStream.range(0, EVENTS).boxed().toList();

    private final VirtualTime time = new VirtualTime();
    private final EventLog log = new EventLog(time);
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final EventProgress progress = memory;
    private final List<Long> effects = new ArrayList<>();
    private final List<Long> noted = new ArrayList<>();
    private int made;
    private long lostAt = -1;
    private long keptAt = -1;

    private void read() {
        LongStream.range(0, EVENTS).forEach(number -> log.append("process", "c~p", new ProcessEvent.Completed()));
        Persistence persistence = new Persistence(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), this::waits, time, new SimpleMeterRegistry());
        EventReading reading = new EventReading("events", progress, new Lanes(persistence, 1), persistence);
        reading.apply(0, log.events(), () -> made++, event -> false, event -> new Step("effect", () -> effect(event)));
    }

    private void waits(Duration pause) {
        noted.add(progress.nextOffset(0).orElse(0));
        time.sleep(pause);
    }

    private void effect(LoggedEvent event) {
        effects.add(event.offset());
        if (event.offset() == keptAt) {
            memory.claim(new InstanceRef("acme", "c~p"), time.instant());
        }
        if (event.offset() == lostAt) {
            lostAt = -1;
            memory.history().failOver();
        }
    }

    @Test
    void batch_in_one_history_has_its_effects_once() {
        read();

        assertThat(effects).isEqualTo(ALL);
        assertThat(made).isOne();
        assertThat(progress.nextOffset(0)).hasValue(EVENTS);
    }

    @Test
    void batch_in_two_has_all_of_its_effects_again_after_the_memory_is_whole() {
        lostAt = 3;

        read();

        assertThat(effects.subList(EVENTS, 2 * EVENTS)).isEqualTo(ALL);
        assertThat(effects).hasSize(2 * EVENTS);
        assertThat(made).isEqualTo(2);
        assertThat(progress.nextOffset(0)).hasValue(EVENTS);
    }

    @Test
    void what_was_noted_before_the_other_history_and_lasts_is_passed_over() {
        keptAt = HandledEvents.TOGETHER + 1;
        lostAt = HandledEvents.TOGETHER + 3;

        read();

        assertThat(effects).hasSize(EVENTS + EVENTS - HandledEvents.TOGETHER).endsWith((long) EVENTS - 1);
        assertThat(effects.get(EVENTS)).isEqualTo(HandledEvents.TOGETHER);
        assertThat(progress.handled(0)).isEmpty();
    }

    @Test
    void what_was_noted_and_does_not_last_is_had_again() {
        lostAt = HandledEvents.TOGETHER + 3;

        read();

        assertThat(effects.subList(EVENTS, effects.size())).isEqualTo(ALL);
        assertThat(progress.handled(0)).isEmpty();
    }

    @Test
    void replicas_that_are_behind_are_waited_for_before_the_end_is_noted() {
        memory.history().holdBack(3);

        read();

        assertThat(noted).containsExactly(0L, 0L, 0L);
        assertThat(effects).isEqualTo(ALL);
        assertThat(progress.nextOffset(0)).hasValue(EVENTS);
    }
}
