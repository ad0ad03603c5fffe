package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.simulation.Happenings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Seeds 1 to {@code -Ddocket.simulation.seeds} (100 here, 1,000 in {@link SimulationIT}), or, with
 * {@code -Ddocket.simulation.seed}, one with a trace of all that happens.
 */
class SimulationTest {
    private static final long SEEDS = 100;

    @Test
    @DisabledIfSystemProperty(named = Seeds.ONE, matches = ".+")
    void whatever_happens_nothing_is_lost_doubled_or_forked() {
        long seeds = Long.getLong(Seeds.COUNT, SEEDS);

        Map<Kind, Integer> happened = Seeds.run(1, seeds);

        if (seeds >= SEEDS) {
            assertThat(happened).as("what must happen in so many seeds").containsOnlyKeys(Kind.values());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = Seeds.ONE, matches = ".+")
    void one_seed_with_its_trace() {
        Seeds.run(Long.getLong(Seeds.ONE), System.out::println);
    }

    @Test
    @DisabledIfSystemProperty(named = Seeds.ONE, matches = ".+")
    void the_same_seed_is_the_same_schedule() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();

        Seeds.run(7, first::add);
        Seeds.run(7, second::add);

        assertThat(second).isEqualTo(first).hasSizeGreaterThan(100);
    }
}
