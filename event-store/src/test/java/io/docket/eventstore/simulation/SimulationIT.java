package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.simulation.Happenings.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The long form of {@link SimulationTest}: 1,000 seeds, or as many as {@code -Ddocket.simulation.seeds} says, from 1 on, or from
 * {@code -Ddocket.simulation.first} on.
 */
@Isolated("takes every core")
class SimulationIT {
    private static final long SEEDS = 1_000;

    @Test
    void whatever_happens_nothing_is_lost_doubled_or_forked() {
        long seeds = Long.getLong(Seeds.COUNT, SEEDS);

        Map<Kind, Integer> happened = Seeds.run(Long.getLong(Seeds.FIRST, 1), seeds);

        if (seeds >= SEEDS) {
            assertThat(happened).as("what must happen in so many seeds").containsOnlyKeys(Kind.values());
        }
    }
}
