package io.docket.eventstore.simulation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The long form of {@link SimulationTest}: 1,000 seeds, or as many as {@code -Ddocket.simulation.seeds} says. */
@Isolated("takes every core")
class SimulationIT {
    private static final long SEEDS = 1_000;

    @Test
    void whatever_happens_nothing_is_lost_doubled_or_forked() {
        Seeds.run(1, Long.getLong(Seeds.COUNT, SEEDS));
    }
}
