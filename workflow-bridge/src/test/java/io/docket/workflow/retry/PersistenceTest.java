package io.docket.workflow.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersistenceTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> stuckMeanwhile = new ArrayList<>();
    private final Persistence persistence = new Persistence(
            BACKOFF,
            time -> {
                pauses.add(time);
                stuckMeanwhile.add(stuck());
            },
            InstantSource.fixed(Instant.EPOCH),
            metrics);

    @Test
    void fault_that_may_pass_is_retried_and_the_lane_shows_it() {
        failing(3, new Unavailable("no broker", null));

        assertThat(pauses).hasSize(3);
        assertThat(stuckMeanwhile.getLast()).contains("attempts=3", "no broker");
        assertThat(stuck()).isEmpty();
        assertThat(metrics.counter("docket.bridge.retries").count()).isEqualTo(3);
    }

    @Test
    void refusal_is_counted_and_the_lane_goes_on() {
        persistence.until("events-1", "deploy", () -> {
            throw new Refused("invalid-bpmn", "no");
        });

        assertThat(pauses).isEmpty();
        assertThat(metrics.counter("docket.bridge.refused", "code", "invalid-bpmn")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void unexpected_fault_is_never_skipped() {
        failing(2, new IllegalStateException("a bug"));

        assertThat(pauses).hasSize(2);
    }

    @Test
    void stop_of_the_bridge_ends_the_wait() {
        Shutdown shutdown = new Shutdown();
        shutdown.onStop(new ShutdownEvent());
        Persistence stopping = new Persistence(BACKOFF, shutdown, InstantSource.system(), metrics);

        assertThatThrownBy(() -> stopping.until("events-1", "start", () -> {
                    throw new Unavailable("no broker", null);
                }))
                .isInstanceOf(Stopped.class);
    }

    @Test
    void waits_grow_to_the_cap_with_jitter_over_their_upper_half() {
        Random random = new Random(1);

        for (int failures = 1; failures <= 100; failures++) {
            long most = Math.min(10_000, 200L << Math.min(failures - 1, 20));
            assertThat(BACKOFF.after(failures, random).toMillis()).isBetween(most / 2, most);
        }
    }

    private void failing(int times, RuntimeException fault) {
        int[] left = {times};
        persistence.until("events-1", "start", () -> {
            if (left[0]-- > 0) {
                throw fault;
            }
        });
    }

    private String stuck() {
        return persistence.lanes().stream()
                .filter(Lane::isStuck)
                .map(Lane::toString)
                .reduce("", String::concat);
    }
}
