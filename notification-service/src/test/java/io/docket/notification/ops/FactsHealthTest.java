package io.docket.notification.ops;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.notification.Configs;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class FactsHealthTest {
    private final FactBook facts = MemoryFacts.book(1);
    private final FactsHealth health = new FactsHealth(facts, Configs.live(Map.of("max-entities", "1")));

    @Test
    void what_fits_is_in_memory() {
        open("1");

        assertThat(data())
                .containsEntry("inMemory", 1L)
                .containsEntry("most", 1L)
                .containsEntry("onDisk", 0L);
    }

    @Test
    void what_does_not_fit_is_told() {
        open("1");
        open("2");

        assertThat(data()).containsEntry("inMemory", 1L).containsEntry("onDisk", 1L);
        assertThat(health.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    private void open(String caseId) {
        facts.learn(envelope("acme", "case/" + caseId, opened("loan", null)), 0);
    }

    private Map<String, Object> data() {
        return health.call().getData().orElseThrow();
    }
}
