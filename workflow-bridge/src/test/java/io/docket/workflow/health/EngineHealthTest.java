package io.docket.workflow.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineHealthTest {
    private final List<HealthCheckResponse> meanwhile = new ArrayList<>();
    private final Persistence persistence = new Persistence(
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
            pause -> meanwhile.add(new EngineHealth(engine(false), persistence()).call()),
            InstantSource.fixed(Instant.EPOCH),
            new SimpleMeterRegistry());

    private Persistence persistence() {
        return persistence;
    }

    private static Engine engine(boolean reachable) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, args) -> reachable);
    }

    @Test
    void outage_is_told_with_what_waits_for_its_end_until_it_is_over() {
        boolean[] away = {true};
        persistence.outages().untold(new EngineAway("no answer", null));

        persistence.until("events-0-1", "start", () -> {
            if (away[0]) {
                away[0] = false;
                throw new EngineAway("no answer", null);
            }
        });

        assertThat(meanwhile).hasSize(1);
        assertThat(meanwhile.getFirst().getStatus()).isEqualTo(Status.UP);
        assertThat(meanwhile.getFirst().getData().orElseThrow())
                .containsOnly(
                        entry("reachable", false),
                        entry("awaySince", "1970-01-01T00:00:00Z"),
                        entry("waitingLanes", 1L),
                        entry("untoldJobs", 1L));
        assertThat(persistence.outages().of(EngineAway.PEER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bridge_is_ready_for_interim_data_and_tells_whether_the_engine_answers(boolean reachable) {
        HealthCheckResponse health = new EngineHealth(engine(reachable), persistence).call();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getData().orElseThrow()).containsOnly(entry("reachable", reachable));
    }
}
