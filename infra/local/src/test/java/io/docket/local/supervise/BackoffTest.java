package io.docket.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void waits_double_up_to_half_a_minute() {
        long[] waits = LongStream.range(0, 8).map(run -> waitAfter(1)).toArray();

        assertThat(waits).containsExactly(1, 2, 4, 8, 16, 30, 30, 30);
    }

    @Test
    void a_stable_minute_begins_anew() {
        waitAfter(1);
        waitAfter(1);

        assertThat(waitAfter(60)).isEqualTo(1);
        assertThat(waitAfter(1)).isEqualTo(2);
    }

    private long waitAfter(long runSeconds) {
        return backoff.after(Duration.ofSeconds(runSeconds)).toSeconds();
    }
}
