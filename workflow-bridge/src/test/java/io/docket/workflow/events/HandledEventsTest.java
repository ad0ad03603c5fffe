package io.docket.workflow.events;

import static io.docket.workflow.events.HandledEvents.TOGETHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.MemoryHistory;
import io.docket.workflow.retry.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HandledEventsTest {
    private final Noted noted = new Noted();
    private final HandledEvents handled = new HandledEvents(noted, 3, "first");

    @Test
    void a_batch_that_is_over_soon_is_noted_by_its_end_alone() {
        LongStream.range(0, TOGETHER - 1).forEach(handled::add);

        assertThat(noted.calls).isEmpty();
    }

    @Test
    void of_many_all_are_noted_but_the_last_few() {
        LongStream.range(0, 3 * TOGETHER + 5).forEach(handled::add);

        assertThat(noted.calls).hasSize(3);
        assertThat(noted.calls.stream().flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 3 * TOGETHER).boxed().toList());
    }

    @Test
    void what_could_not_be_noted_is_noted_with_the_next() {
        LongStream.range(0, TOGETHER - 1).forEach(handled::add);
        noted.isAway = true;
        assertThatThrownBy(() -> handled.add(TOGETHER - 1)).isInstanceOf(Unavailable.class);
        noted.isAway = false;

        handled.add(TOGETHER - 1);

        assertThat(noted.calls)
                .containsExactly(
                        Set.copyOf(LongStream.range(0, TOGETHER).boxed().toList()));
    }

    @Test
    void nothing_is_noted_once_another_history_of_the_memory_has_begun() {
        LongStream.range(0, TOGETHER).forEach(handled::add);
        noted.history = "second";

        LongStream.range(TOGETHER, 3 * TOGETHER).forEach(handled::add);

        assertThat(noted.calls)
                .containsExactly(
                        Set.copyOf(LongStream.range(0, TOGETHER).boxed().toList()));
    }

    /** What is told to a progress. */
    private static final class Noted implements EventProgress, MemoryHistory {
        private final List<Set<Long>> calls = new ArrayList<>();
        private String history = "first";
        private boolean isAway;

        @Override
        public MemoryHistory history() {
            return this;
        }

        @Override
        public String current() {
            return history;
        }

        @Override
        public boolean holds(String other) {
            return history.equals(other);
        }

        @Override
        public OptionalLong nextOffset(int partition) {
            return OptionalLong.empty();
        }

        @Override
        public void handledBefore(int partition, long offset) {}

        @Override
        public void handled(int partition, Set<Long> offsets) {
            if (isAway) {
                throw new Unavailable("away", null);
            }
            calls.add(offsets);
        }

        @Override
        public Set<Long> handled(int partition) {
            return Set.of();
        }

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public void markWhole() {}
    }
}
