package io.docket.eventstore.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long MILLI = 1_000_000;

    private final Gathering gathering = new Gathering(10);

    @Test
    void one_append_alone_waits_for_nobody() {
        gathering.ended(1, 0, 5 * MILLI);
        gathering.changed(1);

        assertThat(gathering.restNanos(0)).isZero();
    }

    @Test
    void it_waits_for_as_many_as_last_time() {
        gathering.ended(3, 0, 5 * MILLI);

        assertThat(gathering.changed(2)).isFalse();
        assertThat(gathering.restNanos(MILLI)).isEqualTo(4 * MILLI);
        assertThat(gathering.changed(1)).isTrue();
        assertThat(gathering.restNanos(MILLI)).isZero();
    }

    @Test
    void it_waits_for_those_who_come_back_although_others_wait_already() {
        gathering.changed(2);
        gathering.ended(3, 0, 5 * MILLI);

        assertThat(gathering.restNanos(0)).isEqualTo(5 * MILLI);
        assertThat(gathering.changed(3)).isTrue();
    }

    @Test
    void it_waits_for_no_more_than_a_transaction_takes() {
        gathering.changed(10);
        gathering.ended(10, 0, 5 * MILLI);

        assertThat(gathering.restNanos(0)).isZero();
    }

    @Test
    void it_waits_two_milliseconds_at_least_and_twenty_at_most() {
        gathering.ended(3, 0, 1);
        assertThat(gathering.restNanos(0)).isEqualTo(2 * MILLI);

        gathering.ended(3, 0, 1_000 * MILLI);
        assertThat(gathering.restNanos(0)).isEqualTo(20 * MILLI);
    }
}
