package io.docket.workflow.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EngineFeedTest {
    @Test
    void what_holds_nothing_is_passed_over() {
        assertThat(EngineFeed.read(new ConsumerRecord<>("docket.zeebe", 0, 7, "key", null)))
                .isEmpty();
        assertThat(EngineFeed.read(new ConsumerRecord<>("docket.zeebe", 0, 8, "key", new byte[0])))
                .isEmpty();
    }

    @Test
    void a_memory_that_is_away_for_a_moment_is_asked_again() {
        Persistence persistence = new Persistence(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                time -> {},
                InstantSource.system(),
                new SimpleMeterRegistry());
        Deque<RuntimeException> faults = new ArrayDeque<>(List.of(new IllegalStateException("the master is gone")));

        long begin = EngineFeed.begin(persistence, () -> {
            if (!faults.isEmpty()) {
                throw faults.pop();
            }
            return 7;
        });

        assertThat(begin).isEqualTo(7);
    }
}
