package io.docket.projection.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogScaleTest {
    @Test
    void the_middle_of_a_bucket_is_near_everything_in_it() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            long millis = random.nextLong(8, 1L << random.nextInt(4, 50));

            assertThat(LogScale.middle(LogScale.bucket(millis))).isCloseTo(millis, within(millis * 0.0625));
        }
    }

    @Test
    void longer_is_never_in_an_earlier_bucket_and_none_is_left_out() {
        int before = 0;
        for (long millis = 0; millis < 100_000; millis++) {
            int bucket = LogScale.bucket(millis);
            assertThat(bucket).isBetween(before, before + 1);
            before = bucket;
        }
        assertThat(LogScale.bucket(-5)).isZero();
        assertThat(LogScale.middle(LogScale.bucket(3))).isEqualTo(3);
    }
}
