package io.docket.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waits_grow_up_to_a_cap_and_heed_the_server() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 10);
        Random random = new Random(7);

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.before(1, 0, random)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
            assertThat(backoff.before(4, 0, random)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
            assertThat(backoff.before(1_000, 0, random)).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
            assertThat(backoff.before(1, 3, random)).isEqualTo(Duration.ofSeconds(3));
            assertThat(backoff.before(1, 3_600, random)).isEqualTo(Duration.ofSeconds(5));
        }
    }
}
