package io.docket.projection.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.view.Counter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsAssemblyTest {
    @Test
    void counters_come_together_by_type_stage_and_status_whatever_their_names_hold() {
        Map<String, Long> counters = new HashMap<>();
        count(counters, 3, "cases");
        count(counters, 2, "cases", "open");
        count(counters, 1, "cases", "closed");
        count(counters, 3, "type", "a/b");
        count(counters, 2, "type", "a/b", "stage", "In progress: 50%");
        count(counters, 1, "type", "a/b", "stage", "done");
        count(counters, 2, "type", "a/b", "status", "open");
        count(counters, 9, "events");
        count(counters, 8, "events", "case");

        Stats stats = StatsAssembly.assemble("redis", counters, 4, Map.of(1, 10L));

        assertThat(stats.cases()).isEqualTo(new Stats.Cases(3, 2, 1, 0));
        assertThat(stats.caseTypes())
                .isEqualTo(Map.of(
                        "a/b", new Stats.CaseType(3, Map.of("In progress: 50%", 2L, "done", 1L), Map.of("open", 2L))));
        assertThat(stats.events()).isEqualTo(new Stats.Events(9, Map.of("case", 8L)));
        assertThat(stats.tasks()).isEqualTo(new Stats.Tasks(0, 0, 0, 0));
        assertThat(stats.actors()).isEqualTo(4);
    }

    private static void count(Map<String, Long> counters, long value, String... path) {
        counters.put(Counter.stat(path).substring("stats:".length()), value);
    }
}
